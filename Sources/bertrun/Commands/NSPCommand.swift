import ArgumentParser
import Commands

/// `bertrun nsp`.
struct NSPCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "nsp",
    abstract: "Whether the second text follows the first.",
    discussion: """
      Reads two texts of each record and adds 'nsp', an object whose label is 'next' or 'random'; for ALBERT \
      'ordered' or 'swapped'.

        $ echo '{"text":"She sat down.","text_pair":"Then she slept."}' | bertrun nsp -m DIR
      """)

  @OptionGroup(title: "Input") var input: InputOptions<TwoTextFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  func request() -> AnnotateRequest { baseRequest(.nsp) }
}
