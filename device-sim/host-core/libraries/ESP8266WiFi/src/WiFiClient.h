#pragma once
#include <memory>

#include "Arduino.h"
#include "Client.h"
#include "IPAddress.h"
#include "lwip/opt.h"
#include "wl_definitions.h"

#define WIFICLIENT_MAX_PACKET_SIZE TCP_MSS
#define WIFICLIENT_MAX_FLUSH_WAIT_MS 300
#define TCP_DEFAULT_KEEPALIVE_IDLE_SEC 7200
#define TCP_DEFAULT_KEEPALIVE_INTERVAL_SEC 75
#define TCP_DEFAULT_KEEPALIVE_COUNT 9

namespace tgsim {
class Socket;
}

class WiFiClient : public Client {
 public:
  WiFiClient();
  WiFiClient(const WiFiClient& other);
  WiFiClient& operator=(const WiFiClient& other);
  virtual ~WiFiClient();

  virtual std::unique_ptr<WiFiClient> clone() const;

  virtual uint8_t status();
  virtual int connect(IPAddress ip, uint16_t port) override;
  virtual int connect(const char* name, uint16_t port) override;
  virtual int connect(const String& name, uint16_t port);

  using Print::write;
  virtual size_t write(uint8_t byte) override;
  virtual size_t write(const uint8_t* bytes, size_t size) override;
  virtual size_t write_P(PGM_P bytes, size_t size);
  size_t write(Stream& stream);
  int availableForWrite() override;

  virtual int available() override;
  virtual int read() override;
  virtual int read(uint8_t* bytes, size_t size) override;
  int read(char* bytes, size_t size) { return read(reinterpret_cast<uint8_t*>(bytes), size); }
  virtual int peek() override;
  virtual size_t peekBytes(uint8_t* bytes, size_t size);
  size_t peekBytes(char* bytes, size_t size) {
    return peekBytes(reinterpret_cast<uint8_t*>(bytes), size);
  }

  virtual void flush() override { flush(0); }
  virtual void stop() override { stop(0); }
  bool flush(unsigned int mostMillis);
  bool stop(unsigned int mostMillis);
  void abort();

  /// False as soon as the other side has closed, also while bytes wait to be read.
  virtual uint8_t connected() override;
  /// True also while bytes wait to be read.
  virtual operator bool() override;

  virtual IPAddress remoteIP();
  virtual uint16_t remotePort();
  virtual IPAddress localIP();
  virtual uint16_t localPort();
  static void setLocalPortStart(uint16_t) {}

  static void stopAll() { stopAllExcept(nullptr); }
  static void stopAllExcept(WiFiClient* except);

  virtual void keepAlive(uint16_t idleSeconds = TCP_DEFAULT_KEEPALIVE_IDLE_SEC,
                         uint16_t intervalSeconds = TCP_DEFAULT_KEEPALIVE_INTERVAL_SEC,
                         uint8_t count = TCP_DEFAULT_KEEPALIVE_COUNT);
  virtual bool isKeepAliveEnabled() const { return keepIdle_ != 0; }
  virtual uint16_t getKeepAliveIdle() const { return keepIdle_; }
  virtual uint16_t getKeepAliveInterval() const { return keepInterval_; }
  virtual uint8_t getKeepAliveCount() const { return keepCount_; }
  virtual void disableKeepAlive() { keepAlive(0, 0, 0); }

  static void setDefaultNoDelay(bool noDelay);
  static bool getDefaultNoDelay();
  void setNoDelay(bool noDelay) { noDelay_ = noDelay; }
  bool getNoDelay() const { return noDelay_; }
  static void setDefaultSync(bool sync);
  static bool getDefaultSync();
  void setSync(bool sync) { sync_ = sync; }
  bool getSync() const { return sync_; }

  virtual bool hasPeekBufferAPI() const { return true; }
  virtual size_t peekAvailable();
  virtual const char* peekBuffer();
  virtual void peekConsume(size_t size);
  virtual bool outputCanTimeout() { return connected(); }
  virtual bool inputCanTimeout() { return connected(); }

 protected:
  explicit WiFiClient(tgsim::Socket* socket);
  /// Gives it up: the socket, if any, loses this owner.
  void leave();

  tgsim::Socket* socket_ = nullptr;

 private:
  friend class WiFiServer;
  void join();

  bool noDelay_;
  bool sync_;
  uint16_t keepIdle_ = 0;
  uint16_t keepInterval_ = 0;
  uint8_t keepCount_ = 0;
  WiFiClient* next_;
};
