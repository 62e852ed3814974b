package dev.ostia.translator.simulate;

import java.time.Duration;

/**
 * What the chosen endpoint would answer, as a configuration cannot tell it.
 *
 * @param delay how long the endpoint takes
 */
public record BackendReply(int status, Headers headers, Duration delay) {

  /** 200 at once, without headers. */
  public static final BackendReply OK = new BackendReply(200, Headers.NONE, Duration.ZERO);
}
