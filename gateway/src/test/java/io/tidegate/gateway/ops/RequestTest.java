package io.tidegate.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {
  @Test
  void requestsAreReadWithTheirDefaults() {
    Map<String, Request> requests =
        Map.of(
            "{\"ask\":\"status\"}", new Request.Status(),
            "{\"ask\":\"ports\"}", new Request.Ports(),
            "{\"ask\":\"buffer\"}", new Request.Buffer(),
            "{\"ask\":\"monitor\"}", new Request.Monitor("", false),
            "{\"ask\":\"monitor\",\"port\":\"p\",\"raw\":true}", new Request.Monitor("p", true),
            "{\"ask\":\"send\",\"device\":\"d\",\"channel\":\"c\",\"value\":true}",
                new Request.Send("d", "c", "true", 10_000),
            "{\"ask\":\"release\",\"port\":\"p\"}", new Request.Release("p", 120_000),
            "{\"ask\":\"take\",\"port\":\"p\"}", new Request.Take("p"));
    requests.forEach((text, request) -> assertEquals(request, Request.parse(text)));
  }

  @Test
  void whatIsNoRequestIsToldWhy() {
    Map<String, String> words =
        Map.of(
            "{\"ask\":\"stauts\"}",
            "expected \"ask\" to be status, ports, buffer, monitor, send, release or take, got"
                + " \"stauts\"",
            "{\"port\":\"p\"}",
            "expected a member \"ask\"",
            "{\"ask\":\"status\",\"prot\":1}",
            "unknown member \"prot\"",
            "{\"ask\":\"take\"}",
            "expected a member \"port\"",
            "{\"ask\":\"take\",\"port\":null}",
            "expected \"port\" to be a string, got null",
            "{\"ask\":\"monitor\",\"raw\":\"yes\"}",
            "expected \"raw\" to be true or false, got \"yes\"",
            "{\"ask\":\"release\",\"port\":\"p\",\"for_ms\":0}",
            "expected \"for_ms\" to be 1 to 3600000, got 0",
            "{\"ask\":\"release\",\"port\":\"p\",\"for_ms\":1e99}",
            "expected \"for_ms\" to be 1 to 3600000, got 1e99",
            "status",
            "expected one JSON object per line, such as {\"ask\":\"status\"}; this is none, from"
                + " byte 0 on: expected {");
    words.forEach(
        (text, expected) ->
            assertEquals(
                expected,
                assertInstanceOf(Request.Malformed.class, Request.parse(text), text).words()));
  }
}
