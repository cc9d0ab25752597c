package io.tidegate.gateway.mqtt;

import java.util.ResourceBundle;
import org.eclipse.paho.client.mqttv3.logging.Logger;

/// Paho's log, which says nothing: what matters comes as an input anyway, and journald would not
/// know its levels. Paho makes one for each message it sends, and its own looks up a Java logger
/// each time.
public final class SilentLog implements Logger {

  @Override
  public void initialise(ResourceBundle messages, String id, String resource) {}

  @Override
  public void setResourceName(String name) {}

  @Override
  public boolean isLoggable(int level) {
    return false;
  }

  @Override
  public void severe(String source, String method, String message) {}

  @Override
  public void severe(String source, String method, String message, Object[] inserts) {}

  @Override
  public void severe(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void warning(String source, String method, String message) {}

  @Override
  public void warning(String source, String method, String message, Object[] inserts) {}

  @Override
  public void warning(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void info(String source, String method, String message) {}

  @Override
  public void info(String source, String method, String message, Object[] inserts) {}

  @Override
  public void info(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void config(String source, String method, String message) {}

  @Override
  public void config(String source, String method, String message, Object[] inserts) {}

  @Override
  public void config(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void fine(String source, String method, String message) {}

  @Override
  public void fine(String source, String method, String message, Object[] inserts) {}

  @Override
  public void fine(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void finer(String source, String method, String message) {}

  @Override
  public void finer(String source, String method, String message, Object[] inserts) {}

  @Override
  public void finer(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void finest(String source, String method, String message) {}

  @Override
  public void finest(String source, String method, String message, Object[] inserts) {}

  @Override
  public void finest(
      String source, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void log(
      int level,
      String source,
      String method,
      String message,
      Object[] inserts,
      Throwable thrown) {}

  @Override
  public void trace(
      int level,
      String source,
      String method,
      String message,
      Object[] inserts,
      Throwable thrown) {}

  @Override
  public String formatMessage(String message, Object[] inserts) {
    return message;
  }

  @Override
  public void dumpTrace() {}
}
