package io.tidegate.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// A command line as it was called in this process, and what came of it.
record Called(int exit, String out, String err) {
  static Called with(String... arguments) {
    return with(Tidegate.commandLine(arguments), arguments);
  }

  static Called with(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(arguments);
    return new Called(exit, out.toString(), err.toString());
  }
}
