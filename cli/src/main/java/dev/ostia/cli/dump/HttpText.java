package dev.ostia.cli.dump;

import dev.ostia.cli.CommandFailure;
import dev.ostia.envoy.bootstrap.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * Asks an admin port. The JDK's old client, because it is ready at once where the new one takes a
 * good part of a command's time.
 */
public final class HttpText {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 30_000;
  private static final int FIRST_ERROR = 400;

  private HttpText() {}

  /**
   * The body of the answer.
   *
   * @param address {@code HOST:PORT}
   * @param path with a leading slash, and a query if there is one
   * @param what names who is asked, for the error
   * @throws CommandFailure if there is no answer, or one of 400 and more
   */
  public static String get(String address, String path, String what) {
    return request("GET", address, path, what);
  }

  /** The same with POST. */
  public static String post(String address, String path, String what) {
    return request("POST", address, path, what);
  }

  private static String request(String method, String address, String path, String what) {
    try {
      URI uri = URI.create("http://" + HostPort.parse(address) + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      int status = connection.getResponseCode();
      InputStream body =
          status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream();
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (status >= FIRST_ERROR) {
        throw new CommandFailure("%s at %s: %s".formatted(what, address, text.strip()));
      }
      return text;
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new CommandFailure("%s cannot be asked at %s (%s)".formatted(what, address, reason(e)));
    }
  }

  private static String reason(Exception e) {
    if (e instanceof UnknownHostException) {
      return "there is no such host";
    }
    String message = String.valueOf(e.getMessage());
    return message.equals("Premature EOF") ? "the connection broke off in its answer" : message;
  }
}
