import Glibc

/// The door to the system's signals, terminals and clock, and the only file of this target with unsafe code.
enum SystemCalls {
  static let standardInput = STDIN_FILENO
  static let standardOutput = STDOUT_FILENO
  static let terminationSignals = [SIGINT, SIGTERM]
  static let pipeSignal = SIGPIPE

  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// The columns of a terminal; nil when there is none or it does not say.
  static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  static func sleep(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
  }

  // MARK: Signals

  /// Lets `handler` be called once for a signal; the next one of its kind has the system's effect. A signal that
  /// this process was started with to ignore stays ignored; one that the calling thread holds back, as a process that was
  /// started from a thread that did inherits it, comes through again.
  static func catchOnce(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var old = sigaction()
    unsafe sigaction(signal, nil, &old)
    if unsafe unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { return }
    var new = sigaction()
    unsafe new.__sigaction_handler.sa_handler = handler
    new.sa_flags = Int32(bitPattern: SA_RESETHAND) | SA_RESTART
    unsafe sigaction(signal, &new, nil)
    unblock(signal)
  }

  /// Ends this process by a signal, whatever was set for it.
  static func die(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    unblock(number)
    raise(number)
    _exit(128 + number)
  }

  /// Ends this process with a status and without exit handlers.
  static func end(with status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }

  private static func unblock(_ number: Int32) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
