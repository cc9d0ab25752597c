package io.tidegate.sim.pty;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.line.Uart;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// One board's place in a [Rack], with its port.
public final class Place {
  /// What an adapter holds before it loses bytes.
  private static final int LINE_BYTES = 16 * 1_024;

  private static final int HIGH = 1;
  private static final int LOW = 0;

  private final Rack rack;
  private final World world;
  private final PortPlan plan;
  private final Pty pty;
  private final PtyPoll.Watch watch;
  private final Line up;
  private final Cable cable;
  private final byte[] read = new byte[1_024];
  private boolean muted;
  private volatile Path link;
  private volatile boolean plugged;
  private volatile boolean opened;
  private volatile long opens;
  private volatile long lostBytes;
  private volatile long unheardBytes;

  /// On the rack's thread.
  Place(Rack rack, World world, PtyPoll poll, Board board, PortPlan plan) throws IOException {
    this.rack = rack;
    this.world = world;
    this.plan = plan;
    this.link = plan.link();
    this.pty = new Pty(link, plan.speedHeeded() ? plan.baud() : 0);
    this.watch = poll.add(pty, this::seen);
    plugPort();
    this.up = new Line(plan.baud(), LINE_BYTES, world.chance());
    Line down = new Line(plan.baud(), LINE_BYTES, world.chance());
    up.faults(plan.faults());
    down.faults(plan.faults());
    this.cable = new Cable(world, board, up, down, new Port());
    cable.pin(Board.RESET, HIGH);
    cable.pin(Board.POWER, HIGH);
  }

  /// Where a program opens it; null when there is no link and it is unplugged.
  public Path path() throws IOException {
    return link != null ? link : rack.ask(pty::path);
  }

  /// Pulls the board's cable: the port vanishes. The board keeps its power and runs on.
  public void unplug() throws IOException {
    on(this::unplugPort);
  }

  /// From now on nothing passes, though the port is still there: the first half of pulling a plug
  /// slowly.
  public void hush() throws IOException {
    on(this::mute);
  }

  public void plug() throws IOException {
    on(this::plugCable);
  }

  /// Pulls the cable and plugs it in elsewhere: the port is back under another path, or under its
  /// own as another device.
  public void replug(Path link) throws IOException {
    move(Map.of(this, link));
  }

  /// Pulls two cables and plugs each in where the other was, as happens with adapters that nothing
  /// tells apart. Both places belong to the same rack.
  public static void swap(Place one, Place other) throws IOException {
    move(Map.of(one, other.link, other, one.link));
  }

  /// Pulls all these cables and plugs each in under its path; one that was pulled before is there
  /// when it is plugged in. All places belong to the same rack, and no other one has these paths.
  public static void move(Map<Place, Path> links) throws IOException {
    Rack rack = links.keySet().iterator().next().rack;
    if (links.keySet().stream().anyMatch(place -> place.rack != rack)) {
      throw new IllegalArgumentException("expected places of one rack, got several racks");
    }
    rack.ask(
        () -> {
          List<Place> plugged = links.keySet().stream().filter(Place::isPlugged).toList();
          links.keySet().forEach(Place::unplugPort);
          links.forEach(Place::relink);
          for (Place place : plugged) {
            place.plugCable();
          }
          return null;
        });
  }

  /// Faults at random on the line, both ways; [LineFaults#NONE] heals it.
  public void faults(LineFaults faults) throws IOException {
    on(() -> cable.faults(faults));
  }

  /// One fault on the line now, as [Line#inject] says.
  public void inject(Cable.Way way, LineFaults.Kind kind, long amount) throws IOException {
    on(() -> cable.inject(way, kind, amount));
  }

  /// The port's adapter runs at this speed, whatever the program has set; 0 heals it.
  public void wrongBaud(int baud) throws IOException {
    on(() -> cable.wrongBaud(baud));
  }

  /// Does something to the board, with the world's time, and lets it run: what a
  /// [io.tidegate.sim.board.Microcontroller] can be asked for.
  public void act(LongConsumer what) throws IOException {
    on(
        () -> {
          what.accept(world.nowNanos());
          cable.wake();
        });
  }

  /// Lets the board run now, because something has changed that it can see. On the rack's thread.
  public void wake() {
    cable.wake();
  }

  /// Takes the power away or gives it back; what the board's memory held is gone.
  public void power(boolean on) throws IOException {
    on(() -> cable.pin(Board.POWER, on ? HIGH : LOW));
  }

  public void reset() throws IOException {
    on(this::pulseReset);
  }

  /// The cable, for faults of its own. On the rack's thread.
  public Cable cable() {
    return cable;
  }

  /// From any thread.
  public boolean isPlugged() {
    return plugged;
  }

  /// True while a program has the port open. From any thread.
  public boolean isOpened() {
    return opened;
  }

  /// How often a program has opened the port. From any thread.
  public long opens() {
    return opens;
  }

  /// Bytes lost because the program that has the port open did not read, or because the board sent
  /// more than the adapter holds. From any thread.
  public long lostBytes() {
    return lostBytes + up.overflowed();
  }

  /// Bytes sent while nobody had the port open or the cable was pulled, and those that were under
  /// way when it was, or when the board was reset. From any thread.
  public long unheardBytes() {
    return unheardBytes + up.unheard();
  }

  Pty pty() {
    return pty;
  }

  private interface Deed {
    void happen() throws IOException;
  }

  private void on(Deed deed) throws IOException {
    rack.ask(
        () -> {
          deed.happen();
          return null;
        });
  }

  private void unplugPort() {
    mute();
    pty.unplug();
    plugged = false;
    opened = false;
  }

  private void relink(Path otherLink) {
    pty.link(otherLink);
    link = otherLink;
  }

  private void plugCable() throws IOException {
    plugPort();
    cable.plug(true);
    muted = false;
  }

  private void plugPort() throws IOException {
    if (!pty.isPlugged()) {
      pty.plug();
      watch.plugged();
    }
    plugged = true;
  }

  /// What the rack saw of the port.
  private void seen(boolean openedNow, boolean readable) throws IOException {
    if (!openedNow && opened) {
      pty.freshen();
    }
    if (openedNow && !opened) {
      opens++;
      if (plan.resetOnOpen()) {
        pulseReset();
      }
    }
    opened = openedNow;
    if (readable) {
      int count = pty.read(read);
      if (count > 0) {
        cable.write(read, count);
      }
    }
  }

  /// A reset empties the board's serial buffers: what it was about to send is not sent.
  private void pulseReset() {
    dropUnderWay();
    cable.plug(!muted);
    cable.pin(Board.RESET, LOW);
    cable.pin(Board.RESET, HIGH);
  }

  private void mute() {
    muted = true;
    dropUnderWay();
  }

  private void dropUnderWay() {
    cable.plug(false);
    plan.tap().cut();
  }

  private final class Port implements Cable.Port {
    @Override
    public void arrived(byte[] bytes, int length) {
      int taken = opened ? pty.write(bytes, 0, length) : 0;
      if (opened) {
        lostBytes += length - taken;
      } else {
        unheardBytes += length;
      }
      plan.tap().sent(bytes, length, taken);
    }

    @Override
    public int baud() {
      int baud = plan.speedHeeded() && opened ? pty.baud() : 0;
      return Uart.isBaud(baud) ? baud : 0;
    }

    @Override
    public void cut() {
      plan.tap().cut();
    }
  }
}
