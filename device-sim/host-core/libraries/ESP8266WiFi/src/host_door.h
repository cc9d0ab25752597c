#pragma once
#include "host_socket.h"

namespace tgsim {

/// A port that waits for connections.
class Door {
 public:
  static constexpr int MOST_WAITING = 5;

  static Door* open(uint16_t port, uint8_t most);
  void close();

  /// The next who has come; null for nobody.
  Socket* next();
  Socket* first() const { return count_ > 0 ? waiting_[0] : nullptr; }
  /// Calls this, as an interrupt, when somebody has come.
  void watch(void (*changed)(void*), void* of);
  bool full() const { return count_ >= most_; }
  uint16_t port() const { return port_; }

 private:
  Door(uint16_t port, uint8_t most);
  ~Door() = default;
  static Door* of(uint32_t number);
  static void listening(In& in);
  static void came(In& in);
  friend struct DoorHandlers;

  const uint32_t number_;
  const uint16_t port_;
  const uint8_t most_;
  int count_ = 0;
  Socket* waiting_[MOST_WAITING];
  void (*watcher_)(void*) = nullptr;
  void* watched_ = nullptr;
  Door* next_;
};

/// Says where a port of the board is found on the PC, for good: "port 80 is 127.0.0.1:8080 here".
void notePlace(const char* what, uint16_t port, const char* place, const char* words);

}  // namespace tgsim
