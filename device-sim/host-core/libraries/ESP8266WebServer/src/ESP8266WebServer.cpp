#include "ESP8266WebServer.h"

#include "base64.h"
#include "host.h"

namespace {

const String NONE;

/// By a function of the sketch.
class FunctionHandler : public RequestHandler {
 public:
  FunctionHandler(const Uri& uri, HTTPMethod method, ESP8266WebServer::THandlerFunction handler,
                  ESP8266WebServer::THandlerFunction upload)
      : uri_(uri.clone()), method_(method), handler_(handler), upload_(upload) {}

  bool canHandle(HTTPMethod method, const String& uri) override {
    return (method_ == HTTP_ANY || method_ == method) && uri_->canHandle(uri, pathArgs);
  }

  bool canUpload(const String& uri) override { return upload_ && canHandle(HTTP_POST, uri); }

  bool handle(ESP8266WebServer&, HTTPMethod, const String&) override {
    handler_();
    return true;
  }

  void upload(ESP8266WebServer&, const String&, HTTPUpload&) override { upload_(); }

 private:
  std::unique_ptr<Uri> uri_;
  HTTPMethod method_;
  ESP8266WebServer::THandlerFunction handler_;
  ESP8266WebServer::THandlerFunction upload_;
};

/// A file, or what is in a folder; a packed one goes before the plain one.
class FileHandler : public RequestHandler {
 public:
  FileHandler(const char* uri, fs::FS& files, const char* path, const char* cache)
      : uri_(uri), files_(files), path_(path), cache_(cache == nullptr ? "" : cache) {}

  bool canHandle(HTTPMethod method, const String& uri) override {
    return (method == HTTP_GET || method == HTTP_HEAD) && !find(uri).isEmpty();
  }

  bool handle(ESP8266WebServer& server, HTTPMethod method, const String& uri) override {
    String path = find(uri);
    fs::File file = files_.open(path, "r");
    if (!file) {
      return false;
    }
    if (!cache_.isEmpty()) {
      server.sendHeader("Cache-Control", cache_);
    }
    String plain = path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path;
    server.streamFile(file, mime::getContentType(plain), method);
    return true;
  }

 private:
  String find(const String& uri) {
    bool folder = uri_.endsWith("/");
    if (folder ? !uri.startsWith(uri_) : uri != uri_) {
      return String();
    }
    String path = path_;
    if (folder) {
      path += path_.endsWith("/") ? "" : "/";
      path += uri.substring(uri_.length());
    }
    if (path.endsWith("/")) {
      path += "index.html";
    }
    if (files_.exists(path + ".gz")) {
      return path + ".gz";
    }
    return files_.exists(path) ? path : String();
  }

  String uri_;
  fs::FS& files_;
  String path_;
  String cache_;
};

}  // namespace

const String& RequestHandler::pathArg(unsigned int i) const {
  return i < pathArgs.size() ? pathArgs[i] : NONE;
}

RequestHandler& ESP8266WebServer::on(const Uri& uri, HTTPMethod method, THandlerFunction handler,
                                     THandlerFunction upload) {
  handlers_.emplace_back(new FunctionHandler(uri, method, handler, upload));
  return *handlers_.back();
}

void ESP8266WebServer::addHandler(RequestHandler* handler) { handlers_.emplace_back(handler); }

void ESP8266WebServer::serveStatic(const char* uri, fs::FS& files, const char* path,
                                   const char* cacheHeader) {
  handlers_.emplace_back(new FileHandler(uri, files, path, cacheHeader));
}

std::unique_ptr<WiFiClient> ESP8266WebServer::accept() { return server_->accept().clone(); }

void ESP8266WebServer::close() {
  server_->close();
  client_.reset();
}

void ESP8266WebServer::handleClient() {
  if (client_ == nullptr) {
    std::unique_ptr<WiFiClient> guest = accept();
    if (!*guest) {
      return;
    }
    client_ = std::move(guest);
    since_ = millis();
  }
  if (client_->available() > 0) {
    client_->setTimeout(HTTP_MAX_POST_WAIT);
    if (readRequest()) {
      answer();
    } else {
      keepAlive_ = false;
    }
    finish();
    return;
  }
  if (!client_->connected() || static_cast<uint32_t>(millis()) - since_ > HTTP_MAX_DATA_WAIT) {
    client_.reset();
  }
}

void ESP8266WebServer::answer() {
  for (HookFunction& each : hooks_) {
    ClientFuture future = each(methodName_, url_, client_.get(), mime::getContentType);
    if (future == CLIENT_IS_GIVEN || future == CLIENT_MUST_STOP) {
      keepAlive_ = false;
    }
    if (future != CLIENT_REQUEST_CAN_CONTINUE) {
      return;
    }
  }
  if (handler_ != nullptr && handler_->handle(*this, method_, uri_)) {
    return;
  }
  if (notFound_) {
    notFound_();
  } else {
    send(404, "text/plain", String("Not found: ") + uri_);
  }
}

void ESP8266WebServer::finish() {
  if (chunked_) {
    chunkedResponseFinalize();
  }
  bool keep = keepAlive_ && client_->connected();
  if (keep) {
    since_ = millis();
  } else {
    client_->stop();
    client_.reset();
  }
  forgetRequest();
}

bool ESP8266WebServer::authenticate(const char* user, const char* password) {
  String wanted = "Basic " + base64::encode(String(user) + ":" + password, false);
  return authorization_ == wanted;
}

void ESP8266WebServer::requestAuthentication(HTTPAuthMethod mode, const char* realm,
                                             const String& failed) {
  if (mode == DIGEST_AUTH) {
    host::note("ESP8266WebServer: asks for a name and password by Basic, never by Digest");
  }
  String name = realm == nullptr ? String("Login Required") : String(realm);
  sendHeader("WWW-Authenticate", "Basic realm=\"" + name + "\"");
  send(401, "text/html", failed);
}

const String& ESP8266WebServer::pathArg(unsigned int i) const {
  return handler_ == nullptr ? NONE : handler_->pathArg(i);
}

const String& ESP8266WebServer::arg(const String& name) const {
  for (const Pair& each : arguments_) {
    if (each.name == name) {
      return each.value;
    }
  }
  return NONE;
}

const String& ESP8266WebServer::arg(int i) const {
  return i >= 0 && i < args() ? arguments_[static_cast<size_t>(i)].value : NONE;
}

const String& ESP8266WebServer::argName(int i) const {
  return i >= 0 && i < args() ? arguments_[static_cast<size_t>(i)].name : NONE;
}

bool ESP8266WebServer::hasArg(const String& name) const {
  for (const Pair& each : arguments_) {
    if (each.name == name) {
      return true;
    }
  }
  return false;
}

void ESP8266WebServer::collectHeaders(const char* names[], size_t count) {
  headers_.clear();
  for (size_t i = 0; i < count; i++) {
    headers_.push_back({names[i], String()});
  }
}

const String& ESP8266WebServer::header(const String& name) const {
  if (name.equalsIgnoreCase("Authorization")) {
    return authorization_;
  }
  for (const Pair& each : headers_) {
    if (each.name.equalsIgnoreCase(name)) {
      return each.value;
    }
  }
  return NONE;
}

const String& ESP8266WebServer::header(int i) const {
  return i >= 0 && i < headers() ? headers_[static_cast<size_t>(i)].value : NONE;
}

const String& ESP8266WebServer::headerName(int i) const {
  return i >= 0 && i < headers() ? headers_[static_cast<size_t>(i)].name : NONE;
}
