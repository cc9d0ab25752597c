package io.tidegate.gateway.serial;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process that only keeps one port open, for a test that runs it as a user without rights. Says
/// on its output what it tells the core; `reopen` on its input opens the port anew, the end of the
/// input ends it.
final class UnprivilegedMain {
  private UnprivilegedMain() {}

  public static void main(String[] arguments) throws IOException {
    SerialPortSettings settings =
        new SerialPortSettings(
            0,
            "port",
            new PortMatch.ByPath(Path.of(arguments[0])),
            115_200,
            SerialPortSettings.LinePolicy.LEAVE);
    SerialPorts ports =
        new SerialPorts(List.of(settings), SerialScan.ofSystem(), new Printer(), Printer::log);
    ports.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      ports.reopen(0, false);
    }
    ports.close();
  }

  private static final class Printer implements Inbox {
    @Override
    public void control(Input input) {
      say(
          switch (input) {
            case Input.PortUp _ -> "up";
            case Input.PortDown(_, _, String words) -> "down " + words;
            default -> input.toString();
          });
    }

    @Override
    public boolean bytes(int port, byte[] bytes, int length) {
      say("read " + new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
      return true;
    }

    @Override
    public boolean command(Input.Arrived command) {
      return false;
    }

    static void log(Journal.Level level, String event, String subject, String words) {
      say("log " + words);
    }

    private static synchronized void say(String line) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
