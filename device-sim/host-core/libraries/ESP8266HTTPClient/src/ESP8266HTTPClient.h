#pragma once
#include <WiFiClient.h>

#include <memory>
#include <vector>

#include "Arduino.h"

#define HTTPCLIENT_DEFAULT_TCP_TIMEOUT (5000)

#define HTTPC_ERROR_CONNECTION_FAILED (-1)
#define HTTPC_ERROR_CONNECTION_REFUSED (-1)
#define HTTPC_ERROR_SEND_HEADER_FAILED (-2)
#define HTTPC_ERROR_SEND_PAYLOAD_FAILED (-3)
#define HTTPC_ERROR_NOT_CONNECTED (-4)
#define HTTPC_ERROR_CONNECTION_LOST (-5)
#define HTTPC_ERROR_NO_STREAM (-6)
#define HTTPC_ERROR_NO_HTTP_SERVER (-7)
#define HTTPC_ERROR_TOO_LESS_RAM (-8)
#define HTTPC_ERROR_ENCODING (-9)
#define HTTPC_ERROR_STREAM_WRITE (-10)
#define HTTPC_ERROR_READ_TIMEOUT (-11)

#define HTTP_TCP_BUFFER_SIZE (1460)

// RFC 9110, section 15.
typedef enum {
  HTTP_CODE_CONTINUE = 100,
  HTTP_CODE_SWITCHING_PROTOCOLS = 101,
  HTTP_CODE_OK = 200,
  HTTP_CODE_CREATED = 201,
  HTTP_CODE_ACCEPTED = 202,
  HTTP_CODE_NON_AUTHORITATIVE_INFORMATION = 203,
  HTTP_CODE_NO_CONTENT = 204,
  HTTP_CODE_RESET_CONTENT = 205,
  HTTP_CODE_PARTIAL_CONTENT = 206,
  HTTP_CODE_MULTIPLE_CHOICES = 300,
  HTTP_CODE_MOVED_PERMANENTLY = 301,
  HTTP_CODE_FOUND = 302,
  HTTP_CODE_SEE_OTHER = 303,
  HTTP_CODE_NOT_MODIFIED = 304,
  HTTP_CODE_USE_PROXY = 305,
  HTTP_CODE_TEMPORARY_REDIRECT = 307,
  HTTP_CODE_PERMANENT_REDIRECT = 308,
  HTTP_CODE_BAD_REQUEST = 400,
  HTTP_CODE_UNAUTHORIZED = 401,
  HTTP_CODE_PAYMENT_REQUIRED = 402,
  HTTP_CODE_FORBIDDEN = 403,
  HTTP_CODE_NOT_FOUND = 404,
  HTTP_CODE_METHOD_NOT_ALLOWED = 405,
  HTTP_CODE_NOT_ACCEPTABLE = 406,
  HTTP_CODE_PROXY_AUTHENTICATION_REQUIRED = 407,
  HTTP_CODE_REQUEST_TIMEOUT = 408,
  HTTP_CODE_CONFLICT = 409,
  HTTP_CODE_GONE = 410,
  HTTP_CODE_LENGTH_REQUIRED = 411,
  HTTP_CODE_PRECONDITION_FAILED = 412,
  HTTP_CODE_PAYLOAD_TOO_LARGE = 413,
  HTTP_CODE_URI_TOO_LONG = 414,
  HTTP_CODE_UNSUPPORTED_MEDIA_TYPE = 415,
  HTTP_CODE_RANGE_NOT_SATISFIABLE = 416,
  HTTP_CODE_EXPECTATION_FAILED = 417,
  HTTP_CODE_UNPROCESSABLE_ENTITY = 422,
  HTTP_CODE_UPGRADE_REQUIRED = 426,
  HTTP_CODE_TOO_MANY_REQUESTS = 429,
  HTTP_CODE_INTERNAL_SERVER_ERROR = 500,
  HTTP_CODE_NOT_IMPLEMENTED = 501,
  HTTP_CODE_BAD_GATEWAY = 502,
  HTTP_CODE_SERVICE_UNAVAILABLE = 503,
  HTTP_CODE_GATEWAY_TIMEOUT = 504,
  HTTP_CODE_HTTP_VERSION_NOT_SUPPORTED = 505
} t_http_codes;

typedef enum { HTTPC_TE_IDENTITY, HTTPC_TE_CHUNKED } transferEncoding_t;

typedef enum {
  HTTPC_DISABLE_FOLLOW_REDIRECTS,
  HTTPC_STRICT_FOLLOW_REDIRECTS,
  HTTPC_FORCE_FOLLOW_REDIRECTS
} followRedirects_t;

/// One request after another, over a client of the sketch's: copies of it share the connection.
class HTTPClient {
 public:
  HTTPClient() = default;
  HTTPClient(HTTPClient&&) = default;
  HTTPClient& operator=(HTTPClient&&) = default;
  ~HTTPClient() = default;

  bool begin(WiFiClient& client, const String& url);
  bool begin(WiFiClient& client, const String& host, uint16_t port, const String& uri = "/",
             bool https = false);
  /// Of cores before 3: the compiler says what to write instead, as that of the chip does.
  bool begin(String url) __attribute__((error("obsolete API, use ::begin(WiFiClient, url)")));
  bool begin(String host, uint16_t port, String uri = "/")
      __attribute__((error("obsolete API, use ::begin(WiFiClient, host, port, uri)")));
  void end();
  bool connected();

  void setReuse(bool reuse) { reuse_ = reuse; }
  void setUserAgent(const String& name) { userAgent_ = name; }
  void setAuthorization(const char* user, const char* password);
  void setAuthorization(const char* encoded) { authorization_ = encoded; }
  void setAuthorization(String encoded) { authorization_ = encoded; }
  void setTimeout(uint16_t millis);
  void setFollowRedirects(followRedirects_t follow) { follow_ = follow; }
  void setRedirectLimit(uint16_t limit) { limit_ = limit; }
  bool setURL(const String& url);
  void useHTTP10(bool wanted = true);

  int GET() { return sendRequest("GET"); }
  int DELETE() { return sendRequest("DELETE"); }
  int POST(const uint8_t* payload, size_t size) { return sendRequest("POST", payload, size); }
  int POST(const String& payload) { return sendRequest("POST", payload); }
  int PUT(const uint8_t* payload, size_t size) { return sendRequest("PUT", payload, size); }
  int PUT(const String& payload) { return sendRequest("PUT", payload); }
  int PATCH(const uint8_t* payload, size_t size) { return sendRequest("PATCH", payload, size); }
  int PATCH(const String& payload) { return sendRequest("PATCH", payload); }
  int sendRequest(const char* type, const String& payload);
  int sendRequest(const char* type, const uint8_t* payload = nullptr, size_t size = 0);
  int sendRequest(const char* type, Stream* stream, size_t size = 0);

  void addHeader(const String& name, const String& value, bool first = false,
                 bool replace = true);

  void collectHeaders(const char* names[], size_t count);
  const String& header(const char* name);
  const String& header(size_t index);
  const String& headerName(size_t index);
  int headers() { return static_cast<int>(collected_.size()); }
  bool hasHeader(const char* name) { return !header(name).isEmpty(); }

  int getSize() { return size_; }
  const String& getLocation() { return location_; }
  WiFiClient& getStream();
  WiFiClient* getStreamPtr() { return connected() ? client_.get() : nullptr; }
  const String& getString(int reserve = 0);
  int writeToStream(Stream* to) { return writeBody(to); }
  int writeToPrint(Print* to) { return writeBody(to); }

  static String errorToString(int error);

 private:
  struct Header {
    String name;
    String value;
  };

  bool take(const String& url);
  bool dial();
  bool sendHead(const char* type, bool hasBody, size_t size);
  int receiveHead();
  bool line(String& into);
  void look(const String& name, const String& value);
  int fail(int error);
  bool goesOn(const char* type, int code);
  int writeBody(Print* to);
  int writePart(Print* to, int size);
  int writeChunks(Print* to);
  void done();

  std::unique_ptr<WiFiClient> client_;
  bool secure_ = false;
  String host_;
  uint16_t port_ = 0;
  String uri_;
  bool reuse_ = true;
  bool http10_ = false;
  uint16_t timeout_ = HTTPCLIENT_DEFAULT_TCP_TIMEOUT;
  String userAgent_ = "ESP8266HTTPClient";
  String authorization_;
  String head_;
  followRedirects_t follow_ = HTTPC_DISABLE_FOLLOW_REDIRECTS;
  uint16_t limit_ = 10;

  // of the answer
  std::vector<Header> collected_;
  int size_ = -1;
  bool keeps_ = false;
  bool chunked_ = false;
  bool taken_ = false;
  String location_;
  String body_;
};
