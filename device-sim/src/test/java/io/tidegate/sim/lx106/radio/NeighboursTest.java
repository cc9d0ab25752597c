package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.radio.Lab.Guest;
import io.tidegate.sim.net.Reception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Boards of one access point that talk to each other, with no word to anybody beyond it.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeighboursTest {
  private static final int PAGE_BYTES = 65;
  private static Image image;

  private final Lab lab = new Lab(image, 5);
  private final Guest server = lab.board(1, Doors.NONE);
  private final Guest client = lab.board(2, Doors.NONE);

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  private void join() {
    server.says("IP 192.168.1.");
    client.says("IP 192.168.1.");
    client.type("" + last(server));
  }

  private static char last(Guest guest) {
    String address = guest.station.address();
    assertEquals(11, address.length(), address);
    return address.charAt(10);
  }

  @Test
  void oneIsTheServerAndTheOtherItsClient() {
    join();
    client.type("G");
    client.says("GOT " + PAGE_BYTES + " from " + last(server));
    client.type("I");
    client.says("PONG from " + last(server));
    client.type("U");
    server.says("UDP 5 from " + last(client));
    client.says("ECHO 5 from " + last(server));
    List<String> before = List.copyOf(server.told);
    server.board.tellLosses();
    assertEquals(before, server.told, "nothing was lost");
  }

  @Test
  void whatIsForAllOrForAGroupReachesEachOnce() {
    Guest third = lab.board(3, new Doors(Set.of(), Set.of(5_000), 0));
    third.says("IP 192.168.1.");
    join();
    client.type("A");
    server.says("UDP 3 from " + last(client) + " to 255");
    third.says("UDP 3 from " + last(client) + " to 255");
    client.type("M");
    server.says("UDP 5 from " + last(client) + " to 224");
    third.says("UDP 5 from " + last(client) + " to 224");
    server.saysNothingOf("UDP", 1);
    third.saysNothingOf("UDP", 1);
    client.isWell();
  }

  @Test
  void aWordToOneThatIsNotThereIsLostAndFaultsOfTheAirAreMet() {
    join();
    lab.lab.reception(Reception.WEAK.withLoss(0.3));
    client.type("G");
    client.says("GOT " + PAGE_BYTES, 60);
    lab.lab.reception(Reception.GOOD.withLoss(1));
    client.type("I");
    client.saysNothingOf("PONG", 2);
    lab.lab.reception(Reception.GOOD);
    server.cable.pin(Board.POWER, 0);
    client.type("U");
    client.saysNothingOf("ECHO", 5);
    server.cable.pin(Board.POWER, 1);
    server.says("IP 192.168.1.");
    client.type(last(server) + "G");
    client.says("GOT " + PAGE_BYTES);
    lab.lab.on(false);
    client.type("I");
    client.saysNothingOf("PONG", 2);
    lab.lab.on(true);
    client.type("I");
    client.says("PONG from " + last(server));
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertEquals(run(11), run(11));
    assertTrue(!run(11).equals(run(12)));
  }

  private static String run(long seed) {
    Lab lab = new Lab(image, seed);
    Guest server = lab.board(1, Doors.NONE);
    Guest client = lab.board(2, Doors.NONE);
    lab.lab.reception(Reception.WEAK);
    server.says("IP 192.168.1.", 300);
    client.says("IP 192.168.1.", 300);
    client.type(last(server) + "G");
    client.says("GOT " + PAGE_BYTES, 60);
    return lab.world.nowNanos() + " " + server.heard() + client.heard();
  }
}
