#pragma once
#include <ESP8266WiFi.h>
#include <FS.h>

#include <functional>
#include <memory>
#include <vector>

#include "Uri.h"
#include "detail/mimetable.h"

enum HTTPMethod {
  HTTP_ANY,
  HTTP_GET,
  HTTP_HEAD,
  HTTP_POST,
  HTTP_PUT,
  HTTP_PATCH,
  HTTP_DELETE,
  HTTP_OPTIONS
};
enum HTTPUploadStatus {
  UPLOAD_FILE_START,
  UPLOAD_FILE_WRITE,
  UPLOAD_FILE_END,
  UPLOAD_FILE_ABORTED
};
enum HTTPAuthMethod { BASIC_AUTH, DIGEST_AUTH };

#define WEBSERVER_HAS_HOOK 1
#define HTTP_DOWNLOAD_UNIT_SIZE 1460
#ifndef HTTP_UPLOAD_BUFLEN
#define HTTP_UPLOAD_BUFLEN 2048
#endif
#define HTTP_MAX_DATA_WAIT 5000
#define HTTP_MAX_POST_WAIT 5000
#define HTTP_MAX_SEND_WAIT 5000
#define HTTP_MAX_CLOSE_WAIT 2000
#define CONTENT_LENGTH_UNKNOWN ((size_t)-1)
#define CONTENT_LENGTH_NOT_SET ((size_t)-2)

typedef struct {
  HTTPUploadStatus status;
  String filename;
  String name;
  String type;
  size_t totalSize;
  size_t currentSize;
  size_t contentLength;
  uint8_t buf[HTTP_UPLOAD_BUFLEN];
} HTTPUpload;

class ESP8266WebServer;

/// One who answers requests; those of sketches are asked before those of on().
class RequestHandler {
 public:
  virtual ~RequestHandler() {}
  virtual bool canHandle(HTTPMethod, const String&) { return false; }
  virtual bool canUpload(const String&) { return false; }
  virtual bool handle(ESP8266WebServer&, HTTPMethod, const String&) { return false; }
  virtual void upload(ESP8266WebServer&, const String&, HTTPUpload&) {}
  const String& pathArg(unsigned int i) const;

 protected:
  std::vector<String> pathArgs;
};

/// One request at a time, while handleClient() is called.
class ESP8266WebServer {
 public:
  enum ClientFuture {
    CLIENT_REQUEST_CAN_CONTINUE,
    CLIENT_REQUEST_IS_HANDLED,
    CLIENT_MUST_STOP,
    CLIENT_IS_GIVEN
  };
  typedef std::function<void(void)> THandlerFunction;
  typedef String (*ContentTypeFunction)(const String&);
  using HookFunction = std::function<ClientFuture(const String& method, const String& url,
                                                  WiFiClient* client, ContentTypeFunction type)>;

  ESP8266WebServer(int port = 80) : ESP8266WebServer(new WiFiServer(static_cast<uint16_t>(port))) {}
  ESP8266WebServer(IPAddress, int port = 80) : ESP8266WebServer(port) {}
  virtual ~ESP8266WebServer() { close(); }
  ESP8266WebServer(const ESP8266WebServer&) = delete;
  ESP8266WebServer& operator=(const ESP8266WebServer&) = delete;

  void begin() { server_->begin(); }
  void begin(uint16_t port) { server_->begin(port); }
  void handleClient();
  void close();
  void stop() { close(); }
  WiFiServer& getServer() { return *server_; }

  RequestHandler& on(const Uri& uri, THandlerFunction handler) {
    return on(uri, HTTP_ANY, handler);
  }
  RequestHandler& on(const Uri& uri, HTTPMethod method, THandlerFunction handler) {
    return on(uri, method, handler, uploaded_);
  }
  RequestHandler& on(const Uri& uri, HTTPMethod method, THandlerFunction handler,
                     THandlerFunction upload);
  void addHandler(RequestHandler* handler);
  void serveStatic(const char* uri, fs::FS& files, const char* path,
                   const char* cacheHeader = nullptr);
  void onNotFound(THandlerFunction handler) { notFound_ = handler; }
  void onFileUpload(THandlerFunction handler) { uploaded_ = handler; }
  void addHook(HookFunction hook) { hooks_.push_back(hook); }
  void enableCORS(bool enable) { cors_ = enable; }

  bool authenticate(const char* user, const char* password);
  void requestAuthentication(HTTPAuthMethod mode = BASIC_AUTH, const char* realm = nullptr,
                             const String& failed = String());

  const String& uri() const { return uri_; }
  HTTPMethod method() const { return method_; }
  WiFiClient& client() { return *client_; }
  HTTPUpload& upload() { return *upload_; }
  const String& pathArg(unsigned int i) const;
  const String& arg(const String& name) const;
  const String& arg(int i) const;
  const String& argName(int i) const;
  int args() const { return static_cast<int>(arguments_.size()); }
  bool hasArg(const String& name) const;
  void collectHeaders(const char* names[], size_t count);
  void collectHeaders(const char* names[], int count) {
    collectHeaders(names, static_cast<size_t>(count));
  }
  template <typename... Names>
  void collectHeaders(const Names&... names) {
    headers_.clear();
    (headers_.push_back({String(names), String()}), ...);
  }
  const String& header(const String& name) const;
  const String& header(int i) const;
  const String& headerName(int i) const;
  int headers() const { return static_cast<int>(headers_.size()); }
  bool hasHeader(const String& name) const { return !header(name).isEmpty(); }
  const String& hostHeader() const { return host_; }

  void send(int code, const char* type = nullptr, const String& content = String());
  void send(int code, char* type, const String& content) {
    send(code, static_cast<const char*>(type), content);
  }
  void send(int code, const String& type, const String& content) {
    send(code, type.c_str(), content);
  }
  void send(int code, const char* type, const char* content) {
    send(code, type, content, strlen(content));
  }
  void send(int code, const char* type, const char* content, size_t size);
  void send(int code, const char* type, const uint8_t* content, size_t size) {
    send(code, type, reinterpret_cast<const char*>(content), size);
  }
  void send_P(int code, PGM_P type, PGM_P content) { send(code, type, content); }
  void send_P(int code, PGM_P type, PGM_P content, size_t size) {
    send(code, type, content, size);
  }
  void send(int code, const char* type, Stream* stream, size_t size = 0);
  void send(int code, const char* type, Stream& stream, size_t size = 0) {
    send(code, type, &stream, size);
  }
  void setContentLength(size_t size) { contentLength_ = size; }
  void sendHeader(const String& name, const String& value, bool first = false);
  void sendContent(const String& content) { sendContent(content.c_str(), content.length()); }
  void sendContent(const char* content) { sendContent(content, strlen(content)); }
  void sendContent(const char* content, size_t size);
  void sendContent_P(PGM_P content) { sendContent(content); }
  void sendContent_P(PGM_P content, size_t size) { sendContent(content, size); }
  bool chunkedResponseModeStart(int code, const char* type);
  bool chunkedResponseModeStart(int code, const String& type) {
    return chunkedResponseModeStart(code, type.c_str());
  }
  bool chunkedResponseModeStart_P(int code, PGM_P type) {
    return chunkedResponseModeStart(code, type);
  }
  void chunkedResponseFinalize() { sendContent("", 0); }
  void redirect(const String& url, const String& content = String());

  void keepAlive(bool wanted) { keepAlive_ = wanted; }
  bool keepAlive() { return keepAlive_; }
  static String urlDecode(const String& text);
  static String responseCodeToString(int code);

  template <typename T>
  size_t streamFile(T& file, const String& type, HTTPMethod method = HTTP_GET) {
    beginFile(file.size(), file.name(), type);
    return method == HTTP_GET ? file.sendAll(*client_) : 0;
  }

 protected:
  explicit ESP8266WebServer(WiFiServer* server) : server_(server) {}
  virtual std::unique_ptr<WiFiClient> accept();

  std::unique_ptr<WiFiServer> server_;

 private:
  struct Pair {
    String name;
    String value;
  };

  // the request
  bool readRequest();
  bool readLine(String& into);
  void readHeader(const String& name, const String& value);
  bool readBody();
  void readArguments(const String& text);
  bool readForm(const String& boundary);
  bool readPart(const String& boundary, String& name, String& file, String& type);
  bool readContent(const String& delimiter, const String& file, String& value);
  int readByte();
  void uploadByte(uint8_t byte);
  void tellUpload(HTTPUploadStatus status);
  void forgetRequest();

  // the answer
  void answer();
  void finish();
  void sendHead(int code, const char* type, size_t size);
  void beginFile(size_t size, const String& name, const String& type);

  std::vector<std::unique_ptr<RequestHandler>> handlers_;
  THandlerFunction notFound_;
  THandlerFunction uploaded_;
  std::vector<HookFunction> hooks_;
  bool cors_ = false;

  std::unique_ptr<WiFiClient> client_;
  uint32_t since_ = 0;
  HTTPMethod method_ = HTTP_ANY;
  String methodName_;
  String uri_;
  String url_;
  uint8_t version_ = 0;
  String host_;
  std::vector<Pair> arguments_;
  std::vector<Pair> headers_;
  String authorization_;
  String contentType_;
  size_t bodySize_ = 0;
  size_t bodyRead_ = 0;
  RequestHandler* handler_ = nullptr;
  std::unique_ptr<HTTPUpload> upload_;

  size_t contentLength_ = CONTENT_LENGTH_NOT_SET;
  String responseHeaders_;
  bool chunked_ = false;
  bool keepAlive_ = false;
};
