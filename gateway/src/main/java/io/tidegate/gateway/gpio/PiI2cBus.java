package io.tidegate.gateway.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.library.linuxfs.LinuxFile;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import io.tidegate.gateway.i2c.ChipFault;
import io.tidegate.gateway.i2c.ChipFault.Kind;
import io.tidegate.gateway.i2c.I2cBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/// One I2C bus of the machine, through Pi4J and the kernel's `/dev/i2c-N`. One thread uses it.
///
/// After any failure all of it is opened anew. Pi4J 3.0.4 takes note of an address before the
/// kernel has taken it: after a refusal it would go on writing to the chip before.
final class PiI2cBus implements I2cBus {
  /// Makes Pi4J's part, when it is needed.
  interface Opener {
    Context open() throws Unreadable;
  }

  /// Linux' numbers, on all machines that Pi4J runs on.
  private static final int ENXIO = 6;

  private static final int EBUSY = 16;
  private static final int ETIMEDOUT = 110;
  private static final int EREMOTEIO = 121;

  private final int number;
  private final Path device;
  private final Opener opener;
  private final Map<Integer, I2C> chips = new HashMap<>();
  private Context context;

  PiI2cBus(int number) {
    this(
        number,
        Path.of("/dev/i2c-" + number),
        () -> PiContext.open(Map.of(), LinuxFsI2CProvider.newInstance()));
  }

  PiI2cBus(int number, Path device, Opener opener) {
    this.number = number;
    this.device = device;
    this.opener = opener;
  }

  @Override
  public void write(int address, byte... bytes) throws ChipFault {
    expect(bytes.length, call(address, chip -> chip.write(bytes, 0, bytes.length)));
  }

  @Override
  public byte[] read(int address, int register, int count) throws ChipFault {
    byte[] bytes = new byte[count];
    expect(count, call(address, chip -> chip.readRegister(register, bytes, 0, count)));
    return bytes;
  }

  private void expect(int wanted, int done) throws ChipFault {
    if (done != wanted) {
      close();
      throw new ChipFault(
          Kind.FAILED, "i2c-%d: %d of %d bytes went over".formatted(number, done, wanted));
    }
  }

  @Override
  public void await(long nanos) throws ChipFault {
    long untilNanos = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = untilNanos - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ChipFault(Kind.FAILED, "the gateway ends");
      }
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }

  @Override
  public void close() {
    chips.clear();
    if (context != null) {
      Context old = context;
      context = null;
      old.shutdown();
    }
  }

  private int call(int address, ToIntFunction<I2C> transaction) throws ChipFault {
    try {
      return transaction.applyAsInt(chip(address));
    } catch (Unreadable unreadable) {
      close();
      throw fault(unreadable.fault);
    } catch (RuntimeException | LinkageError e) {
      close();
      throw fault(address, code(e), e);
    }
  }

  private I2C chip(int address) throws Unreadable {
    I2C chip = chips.get(address);
    if (chip == null) {
      checkDevice();
      if (context == null) {
        context = opener.open();
      }
      chip =
          context.create(
              I2C.newConfigBuilder(context)
                  .id("i2c-" + number + "-" + address)
                  .bus(number)
                  .device(address)
                  .build());
      chips.put(address, chip);
    }
    return chip;
  }

  private void checkDevice() throws Unreadable {
    if (!Files.exists(device)) {
      throw new Unreadable(
          Fault.Kind.ABSENT,
          "there is no "
              + device
              + "; on a Raspberry Pi `sudo raspi-config nonint do_i2c 0` makes i2c-1 one");
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      throw new Unreadable(
          Fault.Kind.DENIED,
          "the gateway may not open "
              + device
              + "; `sudo usermod -aG i2c USER` with its user mends it, after a new start");
    }
  }

  ChipFault fault(int address, int errno, Throwable failure) {
    String where = "0x%02x on i2c-%d".formatted(address, number);
    return switch (errno) {
      case ENXIO, EREMOTEIO -> new ChipFault(Kind.ABSENT, "nothing answers at " + where);
      case ETIMEDOUT ->
          new ChipFault(
              Kind.STUCK,
              "i2c-" + number + " is stuck: a line is held low, or has no resistor to 3.3 V");
      case EBUSY ->
          new ChipFault(
              Kind.FAILED,
              "a driver of the kernel has "
                  + where
                  + ": read it with `iio`, or take its dtoverlay out of config.txt");
      default -> fault(PiContext.fault("reading " + where + " failed", failure).fault);
    };
  }

  private static ChipFault fault(Fault fault) {
    Kind kind =
        switch (fault.kind()) {
          case ABSENT -> Kind.ABSENT;
          case DENIED -> Kind.DENIED;
          default -> Kind.FAILED;
        };
    return new ChipFault(kind, fault.words());
  }

  /// The kernel's number of what went wrong, where Pi4J kept it; the words may be in any language.
  private static int code(Throwable failure) {
    Throwable deepest = failure;
    for (int depth = 0; depth < 16 && deepest != null; depth++) {
      if (deepest instanceof LinuxFile.LinuxFileException known) {
        return known.getCode();
      }
      deepest = deepest.getCause();
    }
    return 0;
  }
}
