/// The one of some names that was most likely meant, by the number of letters to change, leave out, add or swap; nil where
/// that is more than half of them.
package func nearestName(to name: String, among known: [String]) -> String? {
  let best = known.map { (name: $0, distance: editDistance(Array(name.utf8), Array($0.utf8))) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
  guard let best, best.distance * 2 <= max(name.utf8.count, 2) else { return nil }
  return best.name
}

/// How many single letters must be changed, left out, added or swapped with their neighbour to make one name of another
/// (optimal string alignment).
package func editDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
  var rows = [Array(0...other.count)]
  for (i, letter) in one.enumerated() {
    var row = [i + 1]
    for (j, its) in other.enumerated() {
      var cost = min(rows[i][j] + (letter == its ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, letter == other[j - 1], one[i - 1] == its { cost = min(cost, rows[i - 1][j - 1] + 1) }
      row.append(cost)
    }
    rows.append(row)
  }
  return rows[one.count][other.count]
}
