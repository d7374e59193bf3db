import CLibXML2

// Entities are declared to libxml2 as internal ones without exception, so that there is nothing it could load.

extension LibXML2Parser {
  func declare(_ name: UnsafePointer<xmlChar>?, type: Int32, content: UnsafeMutablePointer<xmlChar>?) {
    switch UInt32(bitPattern: type) {
    case XML_EXTERNAL_GENERAL_PARSED_ENTITY.rawValue:
      guard let bytes = unsafe Self.bytes(name) else { return }
      outsideEntities.insert(bytes)
      var stand = standIn(for: bytes)
      unsafe xmlSAX2EntityDecl(
        context, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, &stand)
    case XML_EXTERNAL_PARAMETER_ENTITY.rawValue:
      mayHaveOutsideDeclarations = true
      var blank: [UInt8] = [0x20, 0]
      unsafe xmlSAX2EntityDecl(
        context, name, Int32(XML_INTERNAL_PARAMETER_ENTITY.rawValue), nil, nil, &blank)
    default:
      unsafe xmlSAX2EntityDecl(context, name, type, nil, nil, content)
    }
  }

  /// An entity that the document refers to. One that it does not declare, though declarations outside of it
  /// might, is made to stand for itself.
  func entity(_ name: UnsafePointer<xmlChar>?) -> xmlEntityPtr? {
    guard failure == nil else { return nil }
    if let known = unsafe xmlSAX2GetEntity(context, name) { return unsafe counted(known) }
    guard mayHaveOutsideDeclarations, unsafe context.pointee.standalone != 1,
      let bytes = unsafe Self.bytes(name)
    else {
      return nil
    }
    outsideEntities.insert(bytes)
    var stand = standIn(for: bytes)
    guard
      let made = unsafe xmlAddDocEntity(
        context.pointee.myDoc, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, &stand)
    else { return nil }
    return unsafe counted(made)
  }

  func parameterEntity(_ name: UnsafePointer<xmlChar>?) -> xmlEntityPtr? {
    guard failure == nil, let known = unsafe xmlSAX2GetParameterEntity(context, name) else {
      return nil
    }
    return unsafe counted(known)
  }

  /// The document is about to have the entity read once more. Every blow-up goes through here.
  private func counted(_ entity: xmlEntityPtr) -> xmlEntityPtr? {
    if unsafe budget.refer(toEntityOf: Int(entity.pointee.length)) { return unsafe entity }
    fail(.amplification)
    return nil
  }

  private func standIn(for name: [UInt8]) -> [UInt8] {
    Array("<?".utf8) + marker + [0x20] + name + Array("?>".utf8) + [0]
  }
}
