package dev.ostia.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.HttpText;
import java.io.PrintWriter;
import java.util.function.Predicate;

/** Asks the control plane for its events again and again; each answer waits for the next event. */
final class EventStream {

  private static final int WAIT_SECONDS = 20;
  private static final long RETRY_MILLIS = 1000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String controlPlane;
  private final PrintWriter err;
  private long last;

  EventStream(String controlPlane, PrintWriter err) {
    this.controlPlane = controlPlane;
    this.err = err;
  }

  /**
   * Passes on events until there were enough, or until it is interrupted.
   *
   * @param past whether it begins with those that were
   * @param count how many are enough; 0 for never
   * @param each whether more are wanted after this one
   * @throws CommandFailure if the control plane cannot be asked at the beginning
   */
  void follow(boolean past, int count, Predicate<JsonNode> each) throws InterruptedException {
    JsonNode page = page(0, 0);
    long seen = 0;
    boolean silent = !past;
    while (!Thread.currentThread().isInterrupted()) {
      if (page.path("last").asLong() < last) {
        err.println("the control plane was started anew");
        err.flush();
        last = 0;
        page = page(0, 0);
      }
      for (JsonNode event : page.path("events")) {
        if (!silent) {
          if (!each.test(event) || ++seen == count) {
            return;
          }
        }
      }
      silent = false;
      last = page.path("last").asLong();
      page = next();
    }
  }

  private JsonNode next() throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        return page(last, WAIT_SECONDS);
      } catch (CommandFailure gone) {
        if (!told) {
          err.println(gone.getMessage() + "; trying again every second");
          err.flush();
          told = true;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private JsonNode page(long after, int wait) {
    String path = "/debug/events?after=%d&wait=%d".formatted(after, wait);
    String json = HttpText.get(controlPlane, path, "the control plane");
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the control plane's answer is not a page of events");
    }
  }
}
