// A subscriber as MQTT introductions write it: mqtt.js, subscribe inside the connect handler, JSON with the raw
// text as a fallback. Usage: subscriber.js HOST PORT COUNT. Prints one line per message and ends after COUNT of them.
const mqtt = require("mqtt");

const [host, port, count] = process.argv.slice(2);
const client = mqtt.connect(`mqtt://${host}:${port}`, { clientId: "subscriber_001" });
let seen = 0;

client.on("connect", () => {
  console.log("connected 0");
  client.subscribe("/sensors/#", { qos: 1 }, (error) => {
    if (error) throw error;
    console.log("subscribed");
  });
});

client.on("message", (topic, payload) => {
  const text = payload.toString();
  try {
    console.log("parsed", topic, JSON.stringify(JSON.parse(text)));
  } catch {
    console.log("raw", topic, text);
  }
  seen += 1;
  if (seen === Number(count)) client.end();
});
