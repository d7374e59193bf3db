import TestSupport

/// Bytes with a few random changes: removed, inserted, overwritten, cut out or doubled.
func damaged(_ bytes: [UInt8], spice: [UInt8], random: inout SeededRandom) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: place)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 3: bytes.removeSubrange(place..<end)
    default: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    }
  }
  return bytes
}
