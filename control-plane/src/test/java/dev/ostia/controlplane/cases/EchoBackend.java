package dev.ostia.controlplane.cases;

import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.Headers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the backends of the cases answer: 200, on {@code /status/N} N, on {@code /delay/MILLIS}
 * late; with headers of their own.
 */
public final class EchoBackend {

  private static final Pattern STATUS = Pattern.compile("/status/([0-9]{3})(?:\\?.*)?");
  private static final Pattern DELAY = Pattern.compile("/delay/([0-9]+)(?:\\?.*)?");

  private EchoBackend() {}

  /** The answer for this path. */
  public static BackendReply reply(String path) {
    Matcher status = STATUS.matcher(path);
    Matcher delay = DELAY.matcher(path);
    return new BackendReply(
        status.matches() ? Integer.parseInt(status.group(1)) : 200,
        Headers.NONE
            .set("server", "echo")
            .set("content-type", "application/json")
            .set("x-powered-by", "echo"),
        delay.matches() ? Duration.ofMillis(Long.parseLong(delay.group(1))) : Duration.ZERO);
  }
}
