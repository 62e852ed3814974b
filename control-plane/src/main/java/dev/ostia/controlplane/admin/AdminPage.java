package dev.ostia.controlplane.admin;

import java.util.Map;

/** What the admin port answers at one path. */
@FunctionalInterface
interface AdminPage {

  /**
   * The answer to a GET.
   *
   * @param query the parameters after the question mark, decoded
   */
  Reply get(Map<String, String> query);

  /** The answer to a POST; most pages change nothing. */
  default Reply post(Map<String, String> query) {
    return Reply.text(405, "only GET is answered here\n");
  }

  /**
   * An answer.
   *
   * @param status the HTTP status code
   */
  record Reply(int status, String contentType, String body) {

    static final String JSON = "application/json";

    static Reply text(int status, String body) {
      return new Reply(status, "text/plain; charset=utf-8", body);
    }

    static Reply json(String body) {
      return new Reply(200, JSON, body);
    }
  }
}
