package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.world.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A machine in a program's own network; the program is played here, address by address.
class VisitingMachineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int BOARD = Wire.address(192, 168, 4, 1);
  private static final int MACHINE = Wire.address(192, 168, 4, 2);
  private static final int DISCOVER = 1;
  private static final int REQUEST = 3;
  private static final int NAK = 6;

  private final World world = new World(5);
  private final Lan lan = new Lan(world);
  private final List<byte[]> heard = new ArrayList<>();
  private final List<Integer> wishes = new ArrayList<>();
  private final World.Turn[] turn = new World.Turn[1];
  private final VisitingMachine visitor =
      new VisitingMachine(
          new Doors(Set.of(80), Set.of(53), 0).outside(lan),
          new SplittableRandom(1),
          () -> turn[0].wake(world.nowNanos()));
  private boolean gives = true;
  private boolean refuses;
  private int leaseSeconds = 7_200;
  private GuestTcp server;

  VisitingMachineTest() {
    turn[0] = world.add(now -> visitor.run(now, this::toGuest));
    server = new GuestTcp(BOARD, 80, visitor.mac(), this::send);
    world.add(
        now -> {
          server.run(now);
          return now + SECOND / 100;
        });
  }

  private void send(byte[] frame) {
    visitor.fromGuest(frame, frame.length, world.nowNanos());
    turn[0].wake(world.nowNanos());
  }

  private void seconds(double count) {
    world.runTo(world.nowNanos() + (long) (count * SECOND));
  }

  private void joins() {
    visitor.joined(world.nowNanos());
    turn[0].wake(world.nowNanos());
    seconds(0.1);
  }

  private void toGuest(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    assertEquals(0, Wire.checksum(frame, 14, 34, 0), "the sum of its header");
    if (frame[23] == 17 && in.getShort(36) == 67) {
      wishes.add((int) frame[284]);
      if (gives) {
        send(answer(frame));
      }
    } else if (frame[23] == 6) {
      server.heard(frame, world.nowNanos());
    } else {
      heard.add(frame);
    }
  }

  private byte[] answer(byte[] wish) {
    byte[] bootp = Arrays.copyOfRange(wish, 42, 42 + 300);
    int kind = refuses ? NAK : bootp[242] == DISCOVER ? 2 : 5;
    ByteBuffer out = ByteBuffer.wrap(bootp);
    out.put(0, (byte) 2).putInt(16, refuses ? 0 : MACHINE);
    out.put(240, new byte[] {0, 53, 1, (byte) kind, 54, 4}).putInt(246, BOARD);
    out.put(250, new byte[] {51, 4}).putInt(252, leaseSeconds).put(256, (byte) -1);
    return Wire.udp(Wire.ALL, BOARD, 67, -1, 68, bootp);
  }

  @Test
  void itAsksForItsAddressAndAgainWhenHalfItsTimeIsOver() {
    leaseSeconds = 60;
    joins();
    assertEquals(List.of(DISCOVER, REQUEST), wishes);
    seconds(29);
    assertEquals(2, wishes.size());
    seconds(2);
    assertEquals(List.of(DISCOVER, REQUEST, REQUEST), wishes);
    gives = false;
    seconds(60);
    assertTrue(wishes.subList(3, wishes.size()).stream().allMatch(each -> each == REQUEST));
    assertTrue(wishes.size() > 5, wishes::toString);
  }

  @Test
  void whereNobodyGivesAddressesItSaysSoAndGoesOnAsking() {
    gives = false;
    joins();
    seconds(20);
    assertEquals(List.of(1, 1, 1, 1, 1), wishes);
    assertTrue(visitor.trouble().contains("gets no address"), "words");
    gives = true;
    seconds(16);
    assertEquals(List.of(1, REQUEST), wishes.subList(5, wishes.size()));
  }

  @Test
  void whoIsRefusedDoesNotFloodTheNetwork() {
    refuses = true;
    joins();
    seconds(20);
    assertTrue(wishes.size() <= 21, wishes::toString);
  }

  @Test
  void itAnswersForItsOwnAddressOnly() {
    joins();
    heard.clear();
    byte[] question = Wire.arp(1, BOARD, MACHINE);
    ByteBuffer other = ByteBuffer.wrap(Wire.arp(1, BOARD, MACHINE + 1));
    send(other.array());
    send(Wire.arp(2, BOARD, MACHINE));
    seconds(0.1);
    assertTrue(heard.isEmpty());
    visitor.fromGuest(question, question.length, world.nowNanos());
    List<byte[]> answers = new ArrayList<>();
    visitor.run(world.nowNanos(), answers::add);
    assertArrayEquals(visitor.mac(), Arrays.copyOfRange(answers.getFirst(), 22, 28));
  }

  @Test
  void whoComesFromOutsideIsThisMachineForTheProgram() {
    joins();
    Tcp caller = lan.connect("192.168.4.1", 80, () -> {});
    byte[] question = "GET /".getBytes();
    seconds(1);
    assertEquals(question.length, caller.write(question, 0, question.length));
    seconds(1);
    assertEquals(MACHINE, server.other);
    assertArrayEquals(question, server.received());
    server.write("a page".getBytes());
    server.end();
    seconds(2);
    byte[] page = new byte[20];
    assertEquals(6, caller.read(page, 0, page.length));
    assertEquals(Tcp.State.CLOSED, caller.state());
  }

  @Test
  void datagramsGoInByADoorAndBackToWhoeverSentTheLast() {
    joins();
    Udp asker = lan.udp("10.0.0.9", 5_000, () -> {});
    asker.send("192.168.4.1", 53, new byte[] {1, 2, 3});
    seconds(0.1);
    ByteBuffer in = ByteBuffer.wrap(heard.getLast());
    assertEquals(MACHINE, in.getInt(26));
    int port = in.getShort(34) & 0xFFFF;
    send(Wire.udp(visitor.mac(), BOARD, 99, MACHINE, port, new byte[] {9}));
    send(Wire.udp(Wire.ALL, BOARD, 53, -1, port, new byte[] {8}));
    seconds(0.1);
    assertNull(asker.next(), "from no door, and for all");
    send(Wire.udp(visitor.mac(), BOARD, 53, MACHINE, port, new byte[] {7}));
    seconds(0.1);
    assertArrayEquals(new byte[] {7}, asker.next().bytes());
  }

  @Test
  void whoeverIsOutIsFoundByNobody() {
    joins();
    Tcp caller = lan.connect("192.168.4.1", 80, () -> {});
    seconds(1);
    assertEquals(Tcp.State.ESTABLISHED, caller.state());
    visitor.left();
    seconds(1);
    Tcp late = lan.connect("192.168.4.1", 80, () -> {});
    seconds(1);
    assertEquals(Tcp.State.CLOSED, late.state());
    assertEquals(List.of(), visitor.doors());
    server = new GuestTcp(BOARD, 80, visitor.mac(), this::send);
    joins();
    Tcp again = lan.connect("192.168.4.1", 80, () -> {});
    seconds(1);
    assertEquals(Tcp.State.ESTABLISHED, again.state());
  }

  @Test
  void damagedFramesAreCountedAndThrowNothing() {
    joins();
    SplittableRandom random = new SplittableRandom(4);
    byte[] whole = Wire.udp(visitor.mac(), BOARD, 67, MACHINE, 68, new byte[300]);
    for (int i = 0; i < 5_000; i++) {
      byte[] frame = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int k = 0; k < 4 && frame.length > 0; k++) {
        frame[random.nextInt(frame.length)] ^= (byte) random.nextInt(256);
      }
      send(frame);
    }
    seconds(1);
    assertTrue(visitor.count(Count.DAMAGED) > 1_000);
  }
}
