package io.tidegate.sim.cli;

import io.tidegate.strict.Nearest;
import io.tidegate.terminal.Complaint;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The program `tidegate-sim`.
@Command(
    name = "tidegate-sim",
    synopsisSubcommandLabel = "COMMAND",
    version = "tidegate-sim " + TidegateSim.VERSION,
    description = "Boards in software, on ports that any program opens like real ones.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or stopped by Ctrl-C",
      "1:it could not be done; the words say why",
      "2:no such command or option, a file that cannot be used, or no broker there"
    },
    footer = {"", "`tidegate-sim help boards` explains the command, with examples."})
public final class TidegateSim implements Runnable {
  static final String VERSION = "0.1.0";
  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  /// Commands of the program `tidegate`: the two are taken for each other.
  private static final Set<String> THE_GATEWAYS =
      Set.of(
          "demo", "lab", "check", "doctor", "ports", "gpio", "status", "monitor", "send", "port",
          "buffer", "audit");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain the program and end.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Tell the version and end.")
  private boolean version;

  public static void main(String[] arguments) {
    // the words are English, so are the digits
    Locale.setDefault(Locale.ROOT);
    System.exit(
        QuickArguments.read(arguments)
            .map(TidegateSim::sketch)
            .orElseGet(() -> commandLine(arguments).execute(arguments)));
  }

  private static int sketch(SketchOptions options) {
    PrintWriter err = new PrintWriter(System.err, true);
    try {
      return SketchRun.run(options, new PrintWriter(System.out, true), err);
    } catch (Exception e) {
      OneBoard.say(err, Complaint.of(e));
      return FAILED;
    }
  }

  /// With the one command that is called, if it is clear which: to read what all of them have in
  /// options takes longer than most of them need for a start.
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new TidegateSim());
    String called = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> one = commands().stream().filter(each -> isCalled(each, called)).toList();
    (one.isEmpty() ? commands() : one).forEach(line::addSubcommand);
    CommandLine boards = line.getSubcommands().get("boards");
    if (boards != null) {
      BoardsCommand.listKinds(boards);
    }
    line.setUsageHelpWidth(80);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, failed, _) -> {
          complain(failed, Complaint.of(failure));
          return FAILED;
        });
    line.setParameterExceptionHandler((mistake, _) -> misused(mistake));
    return line;
  }

  private static List<Class<?>> commands() {
    return List.of(
        BoardsCommand.class,
        RunCommand.class,
        TestCommand.class,
        ProxyCommand.class,
        RecordCommand.class,
        ReplayCommand.class,
        FleetCommand.class,
        SketchCommand.class,
        FirmwareCommand.class,
        CommandLine.HelpCommand.class);
  }

  /// Help is about all of them.
  private static boolean isCalled(Class<?> command, String name) {
    return command != CommandLine.HelpCommand.class
        && command.getAnnotation(Command.class).name().equals(name);
  }

  /// Usage is not repeated: it would push the words off the screen.
  private static int misused(CommandLine.ParameterException mistake) {
    CommandLine line = mistake.getCommandLine();
    String command = line.getParent() == null ? "" : " " + line.getCommandName();
    complain(line, words(mistake));
    line.getErr().println("`tidegate-sim help" + command + "` shows how it is used.");
    line.getErr().flush();
    return MISUSED;
  }

  /// What was typed is right, and cannot be done here; how it is used would not help.
  static int misused(CommandSpec command, String words) {
    complain(command.commandLine(), words);
    return MISUSED;
  }

  private static void complain(CommandLine line, String words) {
    line.getErr().println("tidegate-sim: " + words);
    line.getErr().flush();
  }

  private static String words(CommandLine.ParameterException mistake) {
    if (!(mistake instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return mistake.getMessage();
    }
    String typed = unmatched.getUnmatched().getFirst();
    CommandLine line = mistake.getCommandLine();
    Set<String> options = line.getCommandSpec().optionsMap().keySet();
    if (typed.startsWith("-")) {
      return "there is no option " + typed + Nearest.hint(typed, options);
    }
    if (line.getParent() != null) {
      return "\"" + typed + "\" is one word too many";
    }
    String none = "there is no command \"" + typed + "\"";
    return THE_GATEWAYS.contains(typed)
        ? none + " here; the gateway has it: tidegate " + typed
        : none
            + (options.contains("--" + typed)
                ? "; did you mean \"--" + typed + "\"?"
                : Nearest.hint(typed, line.getSubcommands().keySet()));
  }

  /// Refuses what was typed unless this holds.
  static void demand(CommandSpec command, boolean holds, String words, Object got) {
    if (!holds) {
      throw new CommandLine.ParameterException(command.commandLine(), words + ", got " + got);
    }
  }

  /// Ctrl-C and SIGTERM end a Java program through its hooks; this one cleans up and has the last
  /// word about the exit code.
  static void whenEnding(IntSupplier end) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(end.getAsInt()), "stop"));
  }

  /// Called without a command.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
