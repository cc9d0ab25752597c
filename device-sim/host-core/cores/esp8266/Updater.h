#pragma once
#include <functional>

#include "MD5Builder.h"
#include "Stream.h"

#define UPDATE_ERROR_OK (0)
#define UPDATE_ERROR_WRITE (1)
#define UPDATE_ERROR_ERASE (2)
#define UPDATE_ERROR_READ (3)
#define UPDATE_ERROR_SPACE (4)
#define UPDATE_ERROR_SIZE (5)
#define UPDATE_ERROR_STREAM (6)
#define UPDATE_ERROR_MD5 (7)
#define UPDATE_ERROR_FLASH_CONFIG (8)
#define UPDATE_ERROR_NEW_FLASH_CONFIG (9)
#define UPDATE_ERROR_MAGIC_BYTE (10)
#define UPDATE_ERROR_BOOTSTRAP (11)
#define UPDATE_ERROR_SIGN (12)
#define UPDATE_ERROR_NO_DATA (13)
#define UPDATE_ERROR_OOM (14)
#define UPDATE_ERROR_RUNNING_ALREADY (15)
#define UPDATE_ERROR_UNKNOWN_COMMAND (16)

#define U_FLASH 0
#define U_FS 100
#define U_AUTH 200

/// Takes an image with all the checks there are; it is not run: the sketch stays what it is, and
/// the user is told so.
class UpdaterClass {
 public:
  using THandlerFunction_Progress = std::function<void(size_t, size_t)>;
  using THandlerFunction_Error = std::function<void(uint8_t)>;
  using THandlerFunction = std::function<void()>;

  bool begin(size_t size, int command = U_FLASH, int ledPin = -1, uint8_t ledOn = 0);
  void runAsync(bool) {}
  size_t write(uint8_t* bytes, size_t size);
  /// What a stream has, until it is enough or nothing comes for so long.
  size_t writeStream(Stream& from, uint16_t timeoutMillis = 60000);
  bool end(bool evenIfRemaining = false);
  bool setMD5(const char* expected);
  String md5String() { return md5_.toString(); }

  UpdaterClass& onProgress(THandlerFunction_Progress handler);
  UpdaterClass& onError(THandlerFunction_Error handler);
  UpdaterClass& onStart(THandlerFunction handler);
  UpdaterClass& onEnd(THandlerFunction handler);

  uint8_t getError() { return error_; }
  void clearError() { error_ = UPDATE_ERROR_OK; }
  bool hasError() { return error_ != UPDATE_ERROR_OK; }
  String getErrorString() const;
  void printError(Print& into);
  bool isRunning() { return size_ > 0; }
  bool isFinished() { return done_ == size_; }
  size_t size() { return size_; }
  size_t progress() { return done_; }
  size_t remaining() { return size_ - done_; }

 private:
  bool fail(uint8_t error);

  uint8_t error_ = UPDATE_ERROR_OK;
  int command_ = U_FLASH;
  size_t size_ = 0;
  size_t done_ = 0;
  String expected_;
  MD5Builder md5_;
  THandlerFunction_Progress progressed_;
  THandlerFunction_Error failed_;
  THandlerFunction started_;
  THandlerFunction ended_;
};

extern UpdaterClass Update;
