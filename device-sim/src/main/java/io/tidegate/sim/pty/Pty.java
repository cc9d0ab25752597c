package io.tidegate.sim.pty;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A pseudo-terminal: the board's end of a cable whose other end any program opens like a serial
/// port. [#plug] makes it, [#unplug] takes it away as a pulled USB plug does, and the next [#plug]
/// may give it another number: the symbolic link is what stays the same, as `/dev/serial/by-id`
/// does for real ports.
///
/// What it cannot do: it has no modem lines (DTR, RTS), and the kernel does not pace the bytes.
/// Whether somebody has the other end open is seen by looking ([#isOpened]), so a close and a new
/// open between two looks go unnoticed.
///
/// One thread at a time.
public final class Pty implements AutoCloseable {
  private static final int BUFFER_BYTES = 4096;
  private static final int NONE = -1;

  // for its whole life
  private Path link;
  private final int firstBaud;
  private final Arena arena = Arena.ofShared();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
  private final MemorySegment look = arena.allocate(Posix.POLLFD_BYTES, 4);

  // while it is plugged in
  private int descriptor = NONE;
  private Path path;

  /// Nothing is there before [#plug]. `link` null: no link is made.
  public Pty(Path link) {
    this(link, 0);
  }

  /// `firstBaud`: the speed that is set before any program sets one; 0 for the kernel's own choice.
  public Pty(Path link, int firstBaud) {
    this.link = link;
    this.firstBaud = firstBaud;
  }

  /// Makes the port and its link; nothing happens when it is plugged in already.
  public void plug() throws IOException {
    if (descriptor != NONE) {
      return;
    }
    int flags = Posix.O_RDWR | Posix.O_NOCTTY | Posix.O_NONBLOCK | Posix.O_CLOEXEC;
    descriptor = Posix.openMaster(errno, flags);
    if (descriptor < 0) {
      descriptor = NONE;
      throw new IOException(PortRoom.refusal(errno.value()));
    }
    try {
      prepare();
    } catch (IOException e) {
      unplug();
      throw e;
    }
  }

  /// From the next [#plug] on it has this link; only while it is unplugged.
  public void link(Path wanted) {
    if (isPlugged()) {
      throw new IllegalStateException(link + " is plugged in and keeps its link");
    }
    link = wanted;
  }

  /// To be called after a program has closed the port: makes it as new. A real port's driver
  /// forgets what was not read and who had claimed the port for himself (TIOCEXCL); the kernel
  /// keeps both for a pseudo-terminal as long as our side is open, and only root gets past such a
  /// claim.
  /// Then another one takes its place, behind the same link.
  public void freshen() throws IOException {
    if (!isPlugged()) {
      return;
    }
    int other = openOther();
    if (other < 0) {
      Posix.close(errno, descriptor);
      descriptor = NONE;
      plug();
      return;
    }
    Posix.claim(errno, other, false);
    Posix.forgetInput(errno, other);
    Posix.close(errno, other);
  }

  /// Takes the port and its link away. Whoever has it open gets an error from its next read.
  public void unplug() {
    if (descriptor == NONE) {
      return;
    }
    Posix.close(errno, descriptor);
    descriptor = NONE;
    removeLink();
    path = null;
  }

  /// As [#unplug]; for good.
  @Override
  public void close() {
    unplug();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  public boolean isPlugged() {
    return descriptor != NONE;
  }

  /// Where a program opens it: the link, or without one the device file; null when unplugged.
  public Path path() {
    return link != null && isPlugged() ? link : path;
  }

  /// The device file of now, `/dev/pts/7`; null when unplugged.
  public Path device() {
    return path;
  }

  /// True while any program has the port open.
  public boolean isOpened() {
    return isPlugged() && (seen() & Posix.POLLHUP) == 0;
  }

  /// The speed that program has set, in bits per second; 0 when it cannot be told.
  public int baud() {
    return isPlugged() ? Termios2.speed(errno, descriptor, buffer) : 0;
  }

  /// Takes what has arrived, without waiting; 0 when nothing has, or when nobody has it open.
  public int read(byte[] into) {
    if (!isPlugged()) {
      return 0;
    }
    long wanted = Math.min(into.length, BUFFER_BYTES);
    long count = Posix.read(errno, descriptor, buffer, wanted);
    if (count <= 0) {
      return 0;
    }
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) count);
    return (int) count;
  }

  /// Gives bytes to whoever has the port open, without waiting. Returns how many the kernel took;
  /// fewer than asked when its buffer is full. With nobody there all bytes are taken and gone, as
  /// on a cable that leads nowhere: kept by the kernel, they would reach the next reader late.
  public int write(byte[] bytes, int from, int length) {
    if (!isOpened()) {
      return length;
    }
    int written = 0;
    while (written < length) {
      int chunk = Math.min(length - written, BUFFER_BYTES);
      MemorySegment.copy(bytes, from + written, buffer, ValueLayout.JAVA_BYTE, 0, chunk);
      long count = Posix.write(errno, descriptor, buffer, chunk);
      if (count <= 0) {
        break;
      }
      written += (int) count;
    }
    return written;
  }

  /// For [PtyPoll]: the master's descriptor, negative when unplugged.
  int descriptor() {
    return descriptor;
  }

  private short seen() {
    look.set(ValueLayout.JAVA_INT, 0, descriptor);
    look.set(ValueLayout.JAVA_SHORT, 4, Posix.POLLIN);
    look.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
    return Posix.poll(errno, look, 1, 0) < 0 ? 0 : look.get(ValueLayout.JAVA_SHORT, 6);
  }

  private void prepare() throws IOException {
    if (Posix.unlock(errno, descriptor) != 0) {
      throw new IOException("the pseudo-terminal stays locked (error " + errno.value() + ")");
    }
    String name = Posix.otherSide(errno, descriptor, buffer);
    if (name.isEmpty()) {
      throw new IOException("the pseudo-terminal has no name (error " + errno.value() + ")");
    }
    path = Path.of(name);
    openOnce();
    if (link != null) {
      makeLink();
    }
  }

  /// Opens the other side once and closes it. Only from then on does the kernel report that nobody
  /// has it open; and the raw mode set here stays, as long as our side is open.
  private void openOnce() throws IOException {
    int other = openOther();
    if (other < 0) {
      throw new IOException(path + " cannot be opened (error " + errno.value() + ")");
    }
    int raw = Posix.makeRaw(errno, other, buffer);
    int speed = firstBaud == 0 ? 0 : Termios2.setSpeed(errno, other, buffer, firstBaud);
    int why = errno.value();
    Posix.close(errno, other);
    if (raw != 0 || speed != 0) {
      throw new IOException(path + " cannot be made raw and get its speed (error " + why + ")");
    }
  }

  private int openOther() {
    try (Arena name = Arena.ofConfined()) {
      int flags = Posix.O_RDWR | Posix.O_NOCTTY | Posix.O_CLOEXEC;
      return Posix.open(errno, name.allocateFrom(path.toString()), flags);
    }
  }

  /// In one step, so that nobody ever finds the name half made or missing between two targets. A
  /// link left behind by a killed simulator is replaced; a file of another kind is not ours.
  private void makeLink() throws IOException {
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw new IOException(link + " is there already, and is no link");
    }
    Path fresh = link.resolveSibling("." + link.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, path);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void removeLink() {
    if (link == null || path == null) {
      return;
    }
    try {
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(path)) {
        Files.deleteIfExists(link);
      }
    } catch (NoSuchFileException _) {
      // somebody was faster
    } catch (IOException e) {
      throw new IllegalStateException("the link " + link + " cannot be removed: " + e, e);
    }
  }
}
