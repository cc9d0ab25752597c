/// The command line.
///
/// Purpose: [Tidegate] is the program; each command is a class of its own. What they have in common
/// with a running gateway goes through the control socket.
///
/// Allowed neighbours: `run`, `config`, `doctor`, `ops`, `serial`, `file`,
/// `io.tidegate.bridge` and `io.tidegate.strict`; picocli.
///
/// The rule that must not break: a command says what it did or why it did not, in words, and ends
/// with the exit code of [ExitCode]. Nothing that `run` does not need is loaded when it starts.
package io.tidegate.gateway.cli;
