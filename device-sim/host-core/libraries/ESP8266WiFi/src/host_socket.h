#pragma once
#include "host_net.h"
#include "wire.h"

namespace tgsim {

/// One TCP connection. Copies of a WiFiClient share it: the last of them closes it. What has come
/// stays until it is read, also when the connection is over.
class Socket {
 public:
  enum State : uint8_t { CONNECTING, ESTABLISHED, CLOSED };

  /// Why it is closed, if not from here.
  enum End : uint8_t {
    /// The other side has no more to say.
    ENDED = 0,
    /// The other side refused it, or has thrown it away.
    RESET = 1,
    /// Nothing was heard, or the way there is gone.
    LOST = 2,
  };

  /// What can be written before it is acknowledged: two segments.
  static constexpr uint32_t SEND_BYTES = 1072;

  /// Begins a connection; it belongs to one owner.
  static Socket* dial(Ip ip, uint16_t port);
  /// One who has come.
  static Socket* guest(uint32_t number, Ip ip, uint16_t port);

  Socket* own();
  void disown();

  State state() const { return state_; }
  End end() const { return why_; }
  /// It was established once.
  bool wasOpen() const { return wasOpen_; }
  uint32_t number() const { return number_; }
  Ip remoteIp() const { return ip_; }
  uint16_t remotePort() const { return port_; }
  uint16_t localPort() const { return localPort_; }

  /// Waits until it is established or closed, for so long at most.
  bool connected(uint32_t timeoutMillis);

  size_t available() const { return end_ - start_; }
  const uint8_t* data() const { return bytes_ + start_; }
  size_t read(void* into, size_t size);
  void consume(size_t size);

  uint32_t room() const { return state_ == ESTABLISHED ? SEND_BYTES - waiting() : 0; }
  /// Gives how many were taken: all, or fewer when nothing was taken for so long.
  size_t write(const void* data, size_t size, uint32_t timeoutMillis);
  /// How many of all that was written; it begins again at 2^32.
  uint32_t acknowledgedBytes() const { return acknowledged_; }
  /// Waits until all is acknowledged; false when nothing was for so long.
  bool acknowledged(uint32_t timeoutMillis);

  /// The other side is told when all is there.
  void close();
  /// It is over at once.
  void abort();

  /// Calls this, as an interrupt, when one of all these is not what it was; null for nobody.
  void watch(void (*changed)(void*), void* of);

  /// TLS from here on, by a message of kind TLS_START that begins with its number; gives BearSSL's
  /// error, 0 when it is done, -1 when nothing came of it in this time.
  int secure(const Out& start, uint32_t timeoutMillis);

 private:
  uint32_t waiting() const { return written_ - acknowledged_; }
  Socket(uint32_t number, Ip ip, uint16_t port, State state);
  ~Socket();
  void come(Bytes bytes);
  void changed();
  void end(uint8_t how);
  static Socket* of(uint32_t number);
  static void stateCame(In& in);
  static void dataCame(In& in);
  static void roomCame(In& in);
  static void tlsCame(In& in);
  static void tellRead();
  friend struct SocketHandlers;

  const uint32_t number_;
  const Ip ip_;
  const uint16_t port_;
  const uint16_t localPort_;
  State state_;
  End why_ = LOST;
  bool wasOpen_;
  bool told_ = false;
  bool secured_ = false;
  int error_ = 0;
  uint16_t owners_ = 1;
  uint32_t written_ = 0;
  uint32_t acknowledged_ = 0;
  void (*watcher_)(void*) = nullptr;
  void* watched_ = nullptr;
  /// Read by the sketch and not told yet.
  uint32_t read_ = 0;
  uint8_t* bytes_ = nullptr;
  size_t start_ = 0;
  size_t end_ = 0;
  size_t size_ = 0;
  Socket* next_;
};

}  // namespace tgsim
