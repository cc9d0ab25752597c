/// The command line `tidegate-sim`.
///
/// Purpose: [TidegateSim] is the program; [BoardsCommand] puts boards on ports,
/// [RecordCommand] writes down what a real one says and [ReplayCommand] plays that.
///
/// Allowed neighbours: `scenario`, `pty`, `line`, `world`, `proxy`, `record`,
/// `io.tidegate.terminal`, picocli.
///
/// The rule that must not break: what is made is taken away again, also by Ctrl-C.
package io.tidegate.sim.cli;
