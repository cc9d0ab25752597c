package io.tidegate.gateway.i2c;

import io.tidegate.gateway.i2c.ChipFault.Kind;
import io.tidegate.sim.i2c.I2cWires;
import io.tidegate.sim.i2c.Transfer;
import java.util.ArrayList;
import java.util.List;

/// A bus of device-sim in virtual time. `transactions` are what went over, for a person.
public final class SimBus implements I2cBus {
  public final I2cWires wires = new I2cWires();
  public final List<String> transactions = new ArrayList<>();

  /// Called before each transaction: what happens to the chips meanwhile.
  public Runnable meanwhile = () -> {};

  public long nowNanos = 1_000_000_000L;

  @Override
  public void write(int address, byte... bytes) throws ChipFault {
    StringBuilder shown = new StringBuilder("%02x w".formatted(address));
    for (byte each : bytes) {
      shown.append(" %02x".formatted(each));
    }
    transfer(shown.toString(), address, bytes, 0);
  }

  @Override
  public byte[] read(int address, int register, int count) throws ChipFault {
    return transfer(
        "%02x r %02x %d".formatted(address, register, count),
        address,
        new byte[] {(byte) register},
        count);
  }

  private byte[] transfer(String shown, int address, byte[] out, int in) throws ChipFault {
    meanwhile.run();
    transactions.add(shown);
    Transfer done = wires.transfer(address, out, in, nowNanos);
    return switch (done.end()) {
      case DONE -> done.bytes();
      case NOBODY -> throw new ChipFault(Kind.ABSENT, "nothing answers");
      case REFUSED -> throw new ChipFault(Kind.FAILED, "not taken");
      case STUCK -> throw new ChipFault(Kind.STUCK, "stuck");
    };
  }

  @Override
  public void await(long nanos) {
    nowNanos += nanos;
  }
}
