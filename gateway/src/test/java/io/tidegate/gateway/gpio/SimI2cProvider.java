package io.tidegate.gateway.gpio;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBusBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import io.tidegate.sim.i2c.I2cWires;
import io.tidegate.sim.i2c.Transfer;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;

/// A provider of Pi4J whose bus is one of device-sim. Its failures are words, as those of a kernel
/// are where Pi4J does not keep the number.
final class SimI2cProvider extends I2CProviderBase {
  private final I2cWires wires;

  /// Chips that were made, over all contexts.
  int opened;

  SimI2cProvider(I2cWires wires) {
    super("sim-i2c", "device-sim");
    this.wires = wires;
  }

  @Override
  public I2C create(I2CConfig config) {
    opened++;
    I2C chip = new SimI2c(this, config, new Bus(config));
    context.registry().add(chip);
    return chip;
  }

  private static final class Bus extends I2CBusBase {
    Bus(I2CConfig config) {
      super(config);
    }

    @Override
    public <R> R execute(I2C chip, Callable<R> action) {
      return _execute(chip, action);
    }
  }

  private final class SimI2c extends I2CBase<Bus> implements I2C {
    SimI2c(I2CProvider provider, I2CConfig config, Bus bus) {
      super(provider, config, bus);
    }

    private byte[] transfer(byte[] out, int in) {
      Transfer done = wires.transfer(device(), out, in, System.nanoTime());
      String reason =
          switch (done.end()) {
            case DONE -> "";
            case NOBODY -> "Remote I/O error";
            case REFUSED -> "Input/output error";
            case STUCK -> "Connection timed out";
          };
      if (!reason.isEmpty()) {
        throw new Pi4JException("failed", new IOException(reason));
      }
      return done.bytes();
    }

    @Override
    public int read() {
      return transfer(new byte[0], 1)[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      System.arraycopy(transfer(new byte[0], length), 0, bytes, offset, length);
      return length;
    }

    @Override
    public int write(byte value) {
      transfer(new byte[] {value}, 0);
      return 1;
    }

    @Override
    public int write(byte[] bytes, int offset, int length) {
      transfer(Arrays.copyOfRange(bytes, offset, offset + length), 0);
      return length;
    }

    @Override
    public int readRegister(int register) {
      return transfer(new byte[] {(byte) register}, 1)[0] & 0xFF;
    }

    @Override
    public int readRegister(byte[] register, byte[] bytes, int offset, int length) {
      System.arraycopy(transfer(register, length), 0, bytes, offset, length);
      return length;
    }

    @Override
    public int readRegister(int register, byte[] bytes, int offset, int length) {
      return readRegister(new byte[] {(byte) register}, bytes, offset, length);
    }

    @Override
    public int writeRegister(int register, byte value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int writeRegister(int register, byte[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int writeRegister(byte[] register, byte[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int writeReadRegisterWord(int register, int word) {
      throw new UnsupportedOperationException();
    }
  }
}
