package io.tidegate.gateway.cli;

/// What the program's exit code says. The table in README.md is compared with this one by a test.
enum ExitCode {
  OK(0, "done; for `run`: stopped, and everything that was read is on disk or delivered"),
  FAILED(1, "it could not be done; the words say why"),
  USAGE(2, "no such command or option, or no Java to run it with"),
  CONFIGURATION(3, "there is no configuration, or it cannot be used"),
  NOT_RUNNING(4, "no gateway answers at the control socket"),
  IN_USE(5, "another gateway runs here"),
  SPOOL(6, "the spool's folder cannot be used"),
  UNSYNCED(7, "stopped with messages that only memory held"),
  DEFECT(8, "the gateway ended over its own defects; it may be started again"),
  COMMAND(9, "the command's result was not `ok`"),
  MISSING(10, "`audit`: readings are missing that neither an event nor `tg_held` explains"),
  UNWELL(11, "`doctor`: something keeps readings from being taken, kept or delivered");

  final int code;
  final String words;

  ExitCode(int code, String words) {
    this.code = code;
    this.words = words;
  }
}
