package io.tidegate.gateway.cli;

import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.strict.Nearest;
import io.tidegate.terminal.Complaint;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The program `tidegate`.
@Command(
    name = "tidegate",
    synopsisSubcommandLabel = "COMMAND",
    description = "Carries readings from small boards to MQTT and can account for every one.",
    footerHeading = "%nBegin with:%n",
    footer = {
      "  tidegate demo                a whole site in software, no hardware needed",
      "  tidegate ports               which serial ports there are",
      "  tidegate run tidegate.yaml   the gateway itself",
      "",
      "`tidegate help COMMAND` explains a command, with examples."
    })
public final class Tidegate implements Runnable {
  /// Commands of the program `tidegate-sim`: the two are taken for each other.
  private static final Set<String> THE_SIMULATORS =
      Set.of("boards", "test", "proxy", "record", "replay", "fleet", "sketch", "firmware");

  @Mixin private Help help;
  private CommandLine line;

  private Tidegate() {}

  public static void main(String[] arguments) {
    // the words are English, so are the digits
    Locale.setDefault(Locale.ROOT);
    // what people try first
    String[] asked =
        arguments.length == 1 && arguments[0].equals("--version")
            ? new String[] {"version"}
            : arguments;
    System.exit(commandLine(asked).execute(asked));
  }

  /// Only the command that is called is loaded; all of them when none is, for the help.
  static CommandLine commandLine(String... arguments) {
    Tidegate tidegate = new Tidegate();
    CommandLine line = new CommandLine(tidegate);
    tidegate.line = line;
    Map<String, Supplier<Object>> commands = commands();
    String called = arguments.length == 0 ? "" : arguments[0];
    if (commands.containsKey(called)) {
      line.addSubcommand(called, commands.get(called).get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
      line.addSubcommand("help", new HelpCommand());
    }
    line.setExecutionExceptionHandler(Tidegate::failed);
    line.setParameterExceptionHandler(Tidegate::misused);
    line.setUsageHelpWidth(80);
    return line;
  }

  /// SIGTERM and Ctrl-C end a Java program through its hooks, and so does the end of main: this one
  /// has the last word about the exit code.
  public static void whenEnding(IntSupplier end) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(end.getAsInt()), "stop"));
  }

  /// Every command, in the order of the help.
  static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("demo", Demo::command);
    commands.put("lab", Demo::lab);
    commands.put("run", RunCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("ports", PortsCommand::new);
    commands.put("gpio", GpioCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("monitor", MonitorCommand::new);
    commands.put("send", SendCommand::new);
    commands.put("port", PortCommand::new);
    commands.put("buffer", BufferCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("version", VersionCommand::new);
    return commands;
  }

  /// Called without a command.
  @Override
  public void run() {
    line.usage(line.getOut());
  }

  static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("tidegate: " + Complaint.of(failure));
    line.getErr().flush();
    return switch (failure) {
      case Trouble trouble -> trouble.exit.code;
      case ControlClient.NotRunning _ -> ExitCode.NOT_RUNNING.code;
      default -> ExitCode.FAILED.code;
    };
  }

  /// Usage is not repeated: it would push the words off the screen.
  static int misused(CommandLine.ParameterException mistake, String[] arguments) {
    CommandLine line = mistake.getCommandLine();
    line.getErr().println("tidegate: " + words(mistake, line));
    line.getErr().println("`tidegate help" + path(line) + "` shows how it is used.");
    line.getErr().flush();
    return ExitCode.USAGE.code;
  }

  private static String words(CommandLine.ParameterException mistake, CommandLine line) {
    if (!(mistake instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return mistake.getMessage();
    }
    String first = unmatched.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      return "there is no option "
          + first
          + Nearest.hint(first, line.getCommandSpec().optionsMap().keySet());
    }
    if (line.getSubcommands().isEmpty()) {
      return "\"" + first + "\" is one word too many";
    }
    String none = "there is no command \"" + first + '"';
    return line.getParent() == null && THE_SIMULATORS.contains(first)
        ? none + " here; the simulator has it: tidegate-sim " + first
        : none + Nearest.hint(first, line.getSubcommands().keySet());
  }

  /// ` port release` for that command; empty for the program itself.
  private static String path(CommandLine line) {
    return line.getParent() == null ? "" : path(line.getParent()) + ' ' + line.getCommandName();
  }
}
