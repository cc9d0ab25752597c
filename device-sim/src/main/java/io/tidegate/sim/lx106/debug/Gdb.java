package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.trace.Onlookers;

/// The stub that a gdb talks to. With a debugger attached, the chip runs by [#run] and by nothing
/// else.
public final class Gdb {
  private static final String OK = "OK";
  private static final String UNKNOWN = "";
  private static final String ERROR = "E01";
  private static final String NO_MEMORY = "E0e";
  private static final int BREAKPOINTS = 1024;

  private final Esp8266 chip;
  private final Runnable reset;
  private final Registers registers;
  private final Places memory;
  private final Control control;
  private final Packets packets = new Packets(this::taken, this::interrupt);
  private Runnable whenStopped = () -> {};

  /// The debugger has asked for a stop where it stood still already.
  private boolean interrupted;

  /// `reset` begins the program anew, on the same chip.
  public Gdb(Esp8266 chip, Onlookers onlookers, Runnable reset) {
    this.chip = chip;
    this.reset = reset;
    registers = new Registers(chip.processor());
    memory = new Places(chip);
    control = new Control(chip, onlookers);
  }

  /// What is done inside [#run] when it has stopped by itself; there is something [#toSend] then.
  public void whenStopped(Runnable wanted) {
    whenStopped = wanted;
  }

  /// A debugger has come: the board stops where it is.
  public void connected() {
    packets.reset();
    interrupted = false;
    control.attach();
  }

  /// It is gone: the board runs on, and nothing stops it.
  public void disconnected() {
    packets.reset();
    control.detach();
  }

  public void receive(byte[] bytes, int length) {
    packets.receive(bytes, length);
  }

  /// What is for the debugger; to be asked after [#receive] and [#run].
  public byte[] toSend() {
    return packets.toSend();
  }

  /// Whether the board's time stands still.
  public boolean stopped() {
    return control.stopped();
  }

  /// Runs the chip up to this cycle, or a little beyond it; not at all while it is stopped. True
  /// when it met `break` and no debugger is there, as [Esp8266#run] has it.
  public boolean run(long untilCycles) {
    if (!control.attached()) {
      return chip.run(untilCycles);
    }
    if (!control.stopped() && control.run(untilCycles)) {
      packets.send(control.reason());
      whenStopped.run();
    }
    return false;
  }

  /// One that crosses the news of a stop is for when it goes on: a debugger that goes on by itself
  /// (a breakpoint's condition is not true) would wait for it in vain.
  private void interrupt() {
    interrupted = control.stopped();
    if (control.attached() && !control.stopped()) {
      control.stop(Control.INTERRUPTED);
      packets.send(control.reason());
    }
  }

  private void taken(String packet) {
    String answer;
    try {
      answer = packet.isEmpty() ? UNKNOWN : answer(packet.charAt(0), packet.substring(1));
    } catch (BadPacket e) {
      answer = ERROR;
    }
    if (answer != null) {
      packets.send(answer);
    }
  }

  /// The answer, or null when there is none for now.
  private String answer(char letter, String rest) throws BadPacket {
    return switch (letter) {
      case '?' -> control.reason();
      case 'g' -> registers.readGeneral();
      case 'G' -> writeGeneral(rest);
      case 'p' -> {
        int number = Hex.number(rest);
        yield registers.has(number) ? registers.read(number) : ERROR;
      }
      case 'P' -> writeRegister(rest);
      case 'm' -> readMemory(rest);
      case 'M' -> writeMemory(rest, false);
      case 'X' -> writeMemory(rest, true);
      case 'c' -> go(rest);
      case 's' -> step(rest);
      case 'C' -> go(afterSignal(rest));
      case 'S' -> step(afterSignal(rest));
      case 'v' -> several(rest);
      case 'z', 'Z' -> point(rest, letter == 'Z');
      case 'D' -> {
        control.detach();
        yield OK;
      }
      case 'k' -> {
        control.detach();
        yield null;
      }
      case 'R' -> {
        reset.run();
        yield null;
      }
      case 'H', 'T', '!' -> OK;
      case 'q' -> query(rest);
      case 'Q' -> {
        if (!rest.equals("StartNoAckMode")) {
          yield UNKNOWN;
        }
        packets.withoutAcknowledgement();
        yield OK;
      }
      default -> UNKNOWN;
    };
  }

  private String writeGeneral(String digits) throws BadPacket {
    if (digits.length() < 8 * Registers.GENERAL) {
      throw new BadPacket();
    }
    for (int number = 0; number < Registers.GENERAL; number++) {
      registers.write(number, Hex.word(digits.substring(8 * number, 8 * number + 8)));
    }
    return OK;
  }

  private String writeRegister(String rest) throws BadPacket {
    String[] parts = split(rest, '=');
    int number = Hex.number(parts[0]);
    if (!registers.has(number)) {
      return ERROR;
    }
    registers.write(number, Hex.word(parts[1]));
    return OK;
  }

  private String readMemory(String rest) throws BadPacket {
    String[] parts = split(rest, ',');
    byte[] bytes = memory.read(Hex.number(parts[0]), Hex.number(parts[1], Packets.LIMIT / 2));
    return bytes == null ? NO_MEMORY : Hex.bytes(bytes);
  }

  private String writeMemory(String rest, boolean binary) throws BadPacket {
    String[] parts = split(rest, ':');
    String[] place = split(parts[0], ',');
    byte[] bytes = binary ? parts[1].getBytes(ISO_8859_1) : Hex.bytes(parts[1]);
    if (bytes.length != Hex.number(place[1], Packets.LIMIT)) {
      throw new BadPacket();
    }
    return memory.write(Hex.number(place[0]), bytes) ? OK : NO_MEMORY;
  }

  private static String afterSignal(String rest) {
    int at = rest.indexOf(';');
    return at < 0 ? "" : rest.substring(at + 1);
  }

  private String go(String address) throws BadPacket {
    if (!address.isEmpty()) {
      chip.processor().pc(Hex.number(address));
    }
    control.go();
    if (interrupted && !control.stopped()) {
      control.stop(Control.INTERRUPTED);
    }
    interrupted = false;
    return control.stopped() ? control.reason() : null;
  }

  private String step(String address) throws BadPacket {
    if (!address.isEmpty()) {
      chip.processor().pc(Hex.number(address));
    }
    control.step();
    return control.reason();
  }

  private String several(String rest) throws BadPacket {
    if (rest.equals("Cont?")) {
      return "vCont;c;C;s;S";
    }
    if (rest.startsWith("Run;") || rest.startsWith("Attach;")) {
      return begin(rest.startsWith("Run;"));
    }
    if (rest.startsWith("Kill")) {
      control.detach();
      return OK;
    }
    if (!rest.startsWith("Cont;") || rest.length() < 6) {
      return UNKNOWN;
    }
    return switch (rest.charAt(5)) {
      case 'c', 'C' -> go("");
      case 's', 'S' -> step("");
      default -> ERROR;
    };
  }

  /// gdb's `run` and `attach`, when it was told that the target is an extended one: there is one
  /// program, which stands still from now on.
  private String begin(boolean anew) {
    if (anew) {
      reset.run();
    }
    interrupted = false;
    control.attach();
    return control.reason();
  }

  /// A breakpoint, or a watchpoint: `kind,address,length`.
  private String point(String rest, boolean wanted) throws BadPacket {
    String[] parts = split(rest, ',');
    String[] place = split(parts[1].split(";", 2)[0], ',');
    int address = Hex.number(place[0]);
    int kind = Hex.number(parts[0]);
    if (kind == 0 || kind == 1) {
      if (wanted && control.breakpoints() >= BREAKPOINTS) {
        return ERROR;
      }
      control.breakpoint(address, wanted);
      return OK;
    }
    if (kind > 4) {
      return UNKNOWN;
    }
    Watchpoints.Kind what = Watchpoints.Kind.values()[kind - 2];
    int length = Hex.number(place[1], Watchpoints.LIMIT_BYTES);
    if (wanted) {
      return control.watchpoints().add(what, address, length) ? OK : ERROR;
    }
    control.watchpoints().remove(what, address, length);
    return OK;
  }

  private String query(String rest) throws BadPacket {
    String name = rest.split("[:,]", 2)[0];
    return switch (name) {
      case "Supported" -> "PacketSize=%x;QStartNoAckMode+;vContSupported+".formatted(Packets.LIMIT);
      case "Attached" -> "1";
      case "C" -> "QC1";
      case "fThreadInfo" -> "m1";
      case "sThreadInfo" -> "l";
      case "Symbol" -> OK;
      case "Rcmd" -> Hex.text(command(new String(Hex.bytes(rest.substring(5)), UTF_8).strip()));
      default -> UNKNOWN;
    };
  }

  /// What a person says with `monitor`.
  private String command(String words) {
    return switch (words) {
      case "reset" -> {
        reset.run();
        control.stop(Control.TRAP);
        yield "The board begins anew; now `maintenance flush register-cache`.\n";
      }
      case "cycles" -> chip.cycles() + " cycles of 80 MHz\n";
      default -> "monitor: expected reset or cycles, got '" + words + "'\n";
    };
  }

  private static String[] split(String text, char at) throws BadPacket {
    int where = text.indexOf(at);
    if (where < 0) {
      throw new BadPacket();
    }
    return new String[] {text.substring(0, where), text.substring(where + 1)};
  }
}
