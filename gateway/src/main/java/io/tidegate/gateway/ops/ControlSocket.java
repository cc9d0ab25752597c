package io.tidegate.gateway.ops;

import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Journal;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The control socket of a running gateway, for its owner and group only.
///
/// A lock beside it says whether a gateway lives here; so a socket that a dead one left is simply
/// replaced, and a living one is never disturbed. The socket is bound in a folder that nobody else
/// may enter and moved to its place when its permissions are set.
public final class ControlSocket implements AutoCloseable {
  public static final String SOCKET = "control.sock";
  static final String LOCK = "control.lock";
  static final int CLIENT_LIMIT = 16;

  /// The kernel's limit for the path of a Unix domain socket is 108 bytes with the final zero.
  private static final int PATH_LIMIT_BYTES = 107;

  private final Path folder;
  private final Inbox inbox;
  private final PortControl ports;
  private final Journal journal;
  private final Tickets tickets = new Tickets();
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private FileChannel lock;
  private ServerSocketChannel server;
  private volatile boolean closed;

  public ControlSocket(Path folder, Inbox inbox, PortControl ports, Journal journal) {
    this.folder = folder;
    this.inbox = inbox;
    this.ports = ports;
    this.journal = journal;
  }

  /// Where the core's answers go.
  public Desk desk() {
    return tickets;
  }

  /// Another gateway uses this runtime folder.
  public static final class InUse extends IOException {
    private static final long serialVersionUID = 1L;

    InUse(String process, Path folder) {
      super("another tidegate runs here, process " + process + " (runtime folder " + folder + ")");
    }
  }

  /// Claims the folder. Until [#start] nobody is listened to.
  public void open() throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    claim();
    Path socket = folder.resolve(SOCKET);
    int pathBytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (pathBytes > PATH_LIMIT_BYTES) {
      throw new IOException(
          "the path of the control socket has "
              + pathBytes
              + " bytes, the kernel takes "
              + PATH_LIMIT_BYTES
              + ": "
              + socket);
    }
    bind(socket);
  }

  private void claim() throws IOException {
    Path file = folder.resolve(LOCK);
    lock =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    boolean ours;
    try {
      ours = lock.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      ours = false;
    }
    if (!ours) {
      String holder = Files.readString(file).strip();
      lock.close();
      throw new InUse(holder, folder);
    }
    lock.truncate(0);
    lock.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
  }

  private void bind(Path socket) throws IOException {
    Path nursery = folder.resolve(".n");
    Path newborn = nursery.resolve("s");
    Files.deleteIfExists(newborn);
    Files.deleteIfExists(nursery);
    Files.createDirectory(
        nursery,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerSocketChannel bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      bound.bind(UnixDomainSocketAddress.of(newborn));
      Set<PosixFilePermission> ownerAndGroup = PosixFilePermissions.fromString("rw-rw----");
      Files.setPosixFilePermissions(newborn, ownerAndGroup);
      Files.move(newborn, socket, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(nursery);
      server = bound;
    } catch (IOException e) {
      bound.close();
      throw e;
    }
  }

  /// Listens, when [#open] found a place to listen at.
  public void start() {
    if (server == null) {
      return;
    }
    Thread.ofPlatform().name("control-socket").daemon(true).start(this::accept);
  }

  private void accept() {
    while (!closed) {
      try {
        SocketChannel channel = server.accept();
        if (clients.size() >= CLIENT_LIMIT) {
          refuse(channel);
        } else {
          Client client = new Client(channel, inbox, tickets, ports);
          clients.add(client);
          Thread.ofVirtual()
              .start(
                  () -> {
                    client.serve();
                    clients.remove(client);
                  });
        }
      } catch (IOException e) {
        if (!closed) {
          journal.log(Journal.Level.WARNING, "control-socket", "socket", "cannot accept: " + e);
          return;
        }
      }
    }
  }

  private static void refuse(SocketChannel channel) {
    try (channel) {
      String words = CLIENT_LIMIT + " programs are connected already, try again later";
      channel.configureBlocking(false);
      channel.write(
          ByteBuffer.wrap((Answers.error(words) + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException _) {
      // it has gone by itself
    }
  }

  /// Hangs up on everybody and gives the folder free.
  @Override
  public void close() {
    closed = true;
    try {
      if (server != null) {
        Files.deleteIfExists(folder.resolve(SOCKET));
        server.close();
      }
      clients.forEach(Client::hangUp);
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      journal.log(Journal.Level.WARNING, "control-socket", "socket", "closing it: " + e);
    }
  }
}
