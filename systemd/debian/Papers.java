import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;
import picocli.CommandLine;

/// What a Debian package has beside the program, made of the program's own help: its man page and
/// its completion for bash; and the changelog, compressed. The build starts it from source.
///
/// Arguments: the class of the program, the changelog, the folder to write to.
public final class Papers {
  /// A man page is indented by seven columns.
  private static final int HELP_COLUMNS = 72;

  private Papers() {}

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path changelog = Path.of(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    CommandLine program = program(arguments[0]);
    String name = program.getCommandName();
    Files.write(folder.resolve("changelog.gz"), compressed(Files.readAllBytes(changelog)));
    Files.write(
        folder.resolve(name + ".1.gz"),
        compressed(manual(program).getBytes(StandardCharsets.UTF_8)));
    // bash reads it in, it is no program
    Files.writeString(
        folder.resolve(name), AutoComplete.bash(name, program).replaceFirst("^#!.*\n", ""));
  }

  private static CommandLine program(String type) throws ReflectiveOperationException {
    for (var method : Class.forName(type).getDeclaredMethods()) {
      if (method.getName().equals("commandLine")) {
        method.setAccessible(true);
        return (CommandLine)
            (method.getParameterCount() == 0
                ? method.invoke(null)
                : method.invoke(null, (Object) new String[0]));
      }
    }
    throw new NoSuchMethodException(type + ".commandLine");
  }

  private static String manual(CommandLine program) {
    String name = program.getCommandName();
    StringBuilder page = new StringBuilder();
    page.append(".TH ")
        .append(name.toUpperCase(Locale.ROOT))
        .append(" 1 \"\" \"Tidegate\" \"User commands\"\n");
    page.append(".SH NAME\n")
        .append(name)
        .append(" \\- ")
        .append(plain(String.join(" ", program.getCommandSpec().usageMessage().description())))
        .append('\n');
    page.append(".SH SYNOPSIS\n.B ").append(plain(name)).append("\n.I COMMAND\n[...]\n");
    page.append(".SH DESCRIPTION\n").append(help(program));
    page.append(".SH COMMANDS\n");
    commands(program, page);
    if (name.equals("tidegate")) {
      page.append(
          """
          .SH FILES
          .TP
          .I /etc/tidegate/tidegate.yaml
          the configuration of the service
          .TP
          .I /var/lib/tidegate/spool
          readings that the broker has not taken yet
          .TP
          .I /run/tidegate/control.sock
          the way into the running service, for root and the group tidegate
          .SH SEE ALSO
          .I /usr/share/doc/tidegate
          """);
    }
    return page.toString();
  }

  private static void commands(CommandLine parent, StringBuilder page) {
    for (CommandLine command : new LinkedHashSet<>(parent.getSubcommands().values())) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        page.append(".SS ")
            .append(plain(command.getCommandSpec().qualifiedName()))
            .append('\n')
            .append(help(command));
        commands(command, page);
      }
    }
  }

  /// As the program prints it, line by line.
  private static String help(CommandLine command) {
    StringWriter text = new StringWriter();
    command.setUsageHelpWidth(HELP_COLUMNS);
    command.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
    return ".nf\n" + plain(text.toString().stripTrailing()) + "\n.fi\n";
  }

  /// No character has a meaning of its own.
  private static String plain(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }

  /// The same bytes for the same text, whoever builds.
  private static byte[] compressed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(text);
    }
    byte[] result = bytes.toByteArray();
    // "best compression", as gzip -9 says it in its header
    result[8] = 2;
    return result;
  }
}
