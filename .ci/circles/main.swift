// Finds circles between the folders of each target under Sources: folders whose files name each other's types, top-level
// functions or extension members, directly or by way of others. Run by check-circles, which compiles this.
//
//   check-circles [--edges] [TARGET …]    circles of all targets, or of some; with --edges every dependency of folders
//
// A file directly in a target's folder is in the folder '.'. Folders below one of `units` (Target.swift) are one folder.
import Foundation

let arguments = CommandLine.arguments.dropFirst()
let root = FileManager.default.currentDirectoryPath
let all = try FileManager.default.contentsOfDirectory(atPath: "\(root)/Sources").sorted()
let wanted = arguments.filter { !$0.hasPrefix("--") }
var (folders, circles) = (0, 0)
for name in all where wanted.isEmpty || wanted.contains(name) {
  let target = Target(name, root: root)
  folders += target.folders.count
  if arguments.contains("--edges"), target.folders.count > 1 {
    print("Sources/\(name)")
    target.printEdges(among: target.folders)
  }
  for circle in target.circles {
    circles += 1
    print("Sources/\(name): a circle of \(circle.joined(separator: ", "))")
    target.printEdges(among: circle)
  }
}
if circles > 0 { exit(1) }
print("no circles: \(folders) folders")
