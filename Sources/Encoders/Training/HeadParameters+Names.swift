extension HeadParameters {
  /// The same head with its own parameters called `heads.NAME.…`, so that an encoder may carry several heads of one kind.
  package func named(_ name: String) -> HeadParameters {
    func renamed(_ parameter: Parameter) -> Parameter {
      own.contains(parameter)
        ? Parameter("heads.\(name).\(parameter.name)", parameter.shape, parameter.kind) : parameter
    }
    return HeadParameters(renaming: self, by: renamed)
  }
}
