import Checkpoints
import Testing

/// Why a checkpoint cannot be used, by the exact text.
@Suite struct CheckpointErrorMessageTests {
  @Test(arguments: [
    (
      CheckpointError.missingTensor(
        path: "m/model.safetensors", tensor: "classifier.weight", holds: ["a", "b"]),
      "m/model.safetensors: tensor 'classifier.weight' is missing; the file holds 'a' and 'b'"
    ),
    (
      .notFound(name: "org/name", cache: "/cache"),
      "'org/name' is neither a folder nor a model in the local Hugging Face cache (/cache); bertrun downloads "
        + "nothing, run: hf download org/name"
    ),
    (
      .shape(path: "m", tensor: "t", expected: [2, 3], found: [3, 2]),
      "m: tensor 't' should have the shape [2, 3], it has [3, 2]"
    ),
    (
      .safetensors(path: "m", fault: .headerLongerThanFile(claimed: 9000, available: 12)),
      "m: not a safetensors file, or cut off: its header claims 9000 bytes, the file has 12"
    ),
    (
      .safetensors(path: "m", fault: .overlap(first: "a", second: "b")),
      "m: tensors 'a' and 'b' claim the same bytes"
    ),
    (
      .torch(
        path: "m.bin", fault: .pickle(.refusedGlobal(module: "posix", name: "system", offset: 13))),
      "m.bin: the pickle does more than rebuild tensors: it asks for 'posix.system' (byte 13 of the pickle), "
        + "which could run anything and is refused"
    ),
    (
      .torch(path: "m.bin", fault: .pickle(.opcode(0x81, offset: 2))),
      "m.bin: the pickle does more than rebuild tensors: opcode 129 (byte 2 of the pickle) is refused"
    ),
    (
      .torch(path: "m.bin", fault: .legacyFormat),
      "m.bin: saved by a PyTorch before 1.6, whose format is not read; load it with transformers and save it as safetensors"
    ),
    (
      .torch(path: "m.bin", fault: .zip(.bomb(member: "m/data.pkl", packed: 10, claimed: 9000))),
      "m.bin: the archive's file 'm/data.pkl' claims to unpack from 10 to 9000 bytes, which no weights do"
    ),
    (
      .torch(path: "m.bin", fault: .tensorOutsideStorage(tensor: "w")),
      "m.bin: tensor 'w' has elements outside its stored numbers, or shows some of them twice"
    ),
    (
      .torch(path: "m.bin", fault: .storageSize(key: "0", claimed: 16, found: 15)),
      "m.bin: the pickle claims 16 bytes for the file 'data/0', which has 15"
    ),
    (
      .manifest(path: "task.json", fault: .unknownKey("lables", known: ["labels", "head"])),
      "task.json: unknown key 'lables', expected 'labels' or 'head'"
    ),
    (
      .config(path: "config.json", fault: .outOfRange(key: "hidden_size", value: "-1", allowed: 1...65536)),
      "config.json: key 'hidden_size' is '-1', expected 1 to 65536"
    ),
  ])
  func aModelSaysWhatItLacks(error: CheckpointError, expected: String) {
    #expect(error.message == expected)
  }
}
