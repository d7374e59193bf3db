import Faults
import Files
import Glibc

extension CheckpointError: Fault {
  /// The model cannot be used, or there is no memory for it.
  package var status: ExitStatus {
    if case .system(_, _, let code) = self, code == ENOMEM { .readWrite } else { .badConfiguration }
  }

  /// Why a checkpoint or task folder was refused.
  package var message: String {
    switch self {
    case .system(let path, let operation, let code):
      "\(path): cannot \(operation.rawValue): \(Phrase.system(code))"
    case .notFound(let name, let cache):
      "'\(name)' is neither a folder nor a model in the local Hugging Face cache (\(cache))"
        + (ModelName.isValid(name)
          ? "; bertrun downloads nothing, run: hf download \(name.split(separator: "@").joined(separator: " --revision "))"
          : "")
    case .noSuchRevision(let name, let revision, let revisions):
      "the local Hugging Face cache has no revision '\(revision)' of '\(name)', it has \(Phrase.list(revisions))"
    case .noEmbeddedTask(let task, let searched, let isNamed):
      isNamed
        ? "\(searched.first ?? ""): no '\(task)/task.json' in this folder, which --tasks or BERTRUN_TASKS names"
        : "no model: '\(task)/task.json' is in none of \(Phrase.list(searched)); name a model with -m, or the folder 'tasks' that "
          + "comes with bertrun with --tasks or the variable BERTRUN_TASKS"
    case .missingFile(let folder, let expected):
      "\(folder): expected a file \(Phrase.choice(expected)) in this folder"
    case .misfit(let folder, .models(let models)):
      "\(folder): holds folders of models, name one of \(Phrase.list(models)), such as -m \(joinedPath(folder, models[0]))"
    case .misfit(let folder, .adapter):
      "\(folder): a LoRA adapter without its model; merge the two with peft (merge_and_unload, save_pretrained) and name the result"
    case .misfit(let folder, .otherWeights(let program)):
      "\(folder): weights for \(program) alone, expected model.safetensors or pytorch_model.bin; load the model with transformers "
        + "and save it with save_pretrained"
    case .disguised(let path, .lfsPointer):
      "\(path): a pointer of Git LFS, not the file itself; get it: git lfs pull"
    case .disguised(let path, .page):
      "\(path): an HTML page, not the file itself; its download failed, get it again"
    case .json(let path, let error): "\(path): \(error.kind.message) (byte \(error.offset))"
    case .safetensors(let path, let fault): "\(path): \(fault.message)"
    case .torch(let path, let fault): "\(path): \(fault.message)"
    case .shards(let path, let fault): "\(path): \(fault.message)"
    case .config(let path, let fault): "\(path): \(fault.message)"
    case .manifest(let path, let fault): "\(path): \(fault.message)"
    case .missingTensor(let path, let tensor, let holds):
      "\(path): tensor '\(tensor)' is missing; the file holds \(Phrase.list(holds))"
    case .shape(let path, let tensor, let expected, let found):
      "\(path): tensor '\(tensor)' should have the shape \(expected), it has \(found)"
    case .elementType(let path, let tensor, let found):
      "\(path): tensor '\(tensor)' has elements of type \(found.rawValue), expected F32, F16, BF16 or I8 with scales"
    case .notFinite(let path, let tensor, let index, let value):
      "\(path): tensor '\(tensor)' holds \(value.isNaN ? "NaN" : "an infinite number") at \(index), expected finite numbers; "
        + "the file is damaged or its training failed, get another one"
    case .missingScale(let path, let tensor, let scale, let rows):
      "\(path): 8-bit tensor '\(tensor)' needs a tensor '\(scale)' of \(Phrase.count(rows, "scale")) beside it"
    case .ambiguousTensor(let path, let first, let second):
      "\(path): tensors '\(first)' and '\(second)' are the same weight, remove one"
    }
  }
}

extension SafetensorsFault {
  var message: String {
    switch self {
    case .tooShort(let size):
      "not a safetensors file: \(Phrase.count(size, "byte")) is too short, the download may be incomplete"
    case .headerLongerThanFile(let claimed, let available):
      "not a safetensors file, or cut off: its header claims \(claimed) bytes, the file has \(available)"
    case .headerOverLimit(let claimed, let limit):
      "the header claims \(claimed) bytes, more than the limit of \(limit)"
    case .headerNotJSON(let error): "the header is \(error.kind.message) (byte \(error.offset) of the header)"
    case .headerNotObject: "the header is not a JSON object"
    case .duplicateName(let name): "tensor '\(name)' stands twice in the header"
    case .malformedEntry(let tensor, let member):
      "the header's entry of tensor '\(tensor)' has a wrong '\(member)'"
    case .unknownElementType(let tensor, let found):
      "tensor '\(tensor)' has the unknown element type '\(found)'"
    case .wrongSize(let tensor, let shape, let type, let bytes):
      "tensor '\(tensor)' of shape \(shape) and type \(type.rawValue) does not fit its \(Phrase.count(bytes, "byte"))"
    case .sizeOverflow(let tensor, let shape): "tensor '\(tensor)' has the impossible shape \(shape)"
    case .outOfBounds(let tensor, let begin, let end, let available):
      "tensor '\(tensor)' claims bytes \(begin) to \(end) of \(available), the file may be cut off"
    case .overlap(let first, let second): "tensors '\(first)' and '\(second)' claim the same bytes"
    case .gap(let before, let bytes):
      "\(Phrase.count(bytes, "byte")) before tensor '\(before)' belong to no tensor"
    case .trailingBytes(let bytes): "\(Phrase.count(bytes, "byte")) at the end belong to no tensor"
    }
  }
}

extension ShardFault {
  var message: String {
    switch self {
    case .noWeightMap: "expected an object 'weight_map'"
    case .notAFileName(let tensor, let found):
      "'weight_map' puts '\(tensor)' into '\(found)', expected a file name"
    case .notInShard(let tensor, let shard): "tensor '\(tensor)' is not in '\(shard)' as the index says"
    case .duplicateName(let tensor, let first, let second):
      "tensor '\(tensor)' is in both '\(first)' and '\(second)'"
    case .tooMany(let count, let limit): "\(count) shards are more than the limit of \(limit)"
    }
  }
}

extension ConfigFault {
  var message: String {
    switch self {
    case .tooLarge(let size, let limit): "\(size) bytes are more than settings can be (\(limit))"
    case .notAnObject: "expected a JSON object"
    case .missing(let key): "key '\(key)' is missing"
    case .wrongType(let key, let expected): "key '\(key)' must be of type \(expected.rawValue)"
    case .outOfRange(let key, let value, let allowed):
      "key '\(key)' is '\(value)', expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .notPositive(let key, let value): "key '\(key)' is '\(value)', expected a positive number"
    case .unknownValue(let key, let value, let allowed):
      "key '\(key)' is '\(value)', expected \(Phrase.choice(allowed))"
    case .unsupported(let key, let value): "key '\(key)' is '\(value)', which bertrun does not support"
    case .labelIDs(let key, let count):
      "'id2label' must have the keys 0 to \(count - 1), each once, found '\(key)'"
    case .notDivisible(let key, let value, let by, let divisor):
      "'\(key)' (\(value)) must be a multiple of '\(by)' (\(divisor))"
    }
  }
}

extension ManifestFault {
  var message: String {
    switch self {
    case .notAnObject: "expected a JSON object"
    case .unknownKey(let key, let known): "unknown key '\(key)', expected \(Phrase.choice(known))"
    case .missing(let key): "key '\(key)' is missing"
    case .wrongValue(let key, let expected): "key '\(key)' must be \(expected.message)"
    case .version(let found, let known): "version \(found) is not the version that is read, \(known)"
    case .path(let key, let value): "'\(key)' is '\(value)', expected the name of a file in the task's folder"
    }
  }
}

extension ManifestFault.Expectation {
  fileprivate var message: String {
    switch self {
    case .string: "a string"
    case .positiveInteger: "a positive integer"
    case .nonNegativeInteger: "an integer of at least 0"
    case .number: "a number"
    case .object: "an object"
    case .strings: "an array of strings"
    case .oneOf(let names): Phrase.choice(names)
    }
  }
}
