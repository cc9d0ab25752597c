// Copy this file to config.h, in the same folder, and fill it in. config.h stays with you.
#pragma once

#define WIFI_SSID "your network"
#define WIFI_PASSWORD "your password"

// The name that stands in the broker's certificate. An address does only if the certificate has it.
#define BROKER_HOST "broker.example.org"
#define BROKER_PORT 8883
#define BROKER_USER "garden"
#define BROKER_PASSWORD "secret"

// One of the two.
//
// The certificate of the authority that has signed the broker's. It outlasts the broker's own, and
// so this is the better way. Paste the whole of ca.crt between the lines.
#define BROKER_CA brokerCa
const char brokerCa[] PROGMEM = R"PEM(
-----BEGIN CERTIFICATE-----
-----END CERTIFICATE-----
)PEM";

// Or the SHA-1 fingerprint of the broker's own certificate, as
//   openssl s_client -connect HOST:8883 </dev/null | openssl x509 -noout -fingerprint -sha1
// prints it. The board falls silent on the day on which the broker gets a new certificate.
// #define BROKER_FINGERPRINT "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD"

// Certificates are valid from and until: so the board has to know the time first.
#define TIME_SERVER "pool.ntp.org"

// Time between two readings.
#define READING_EVERY_MILLIS 5000
