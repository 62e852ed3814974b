package dev.ostia.cli.routetest;

import dev.ostia.cli.explain.Asked;
import java.util.List;
import java.util.Map;

/** Where answers come from. */
interface Answers {

  /**
   * The answers that a request may get, with how often.
   *
   * @param backends names of endpoints, by address
   */
  List<Answer> to(Asked request, Map<String, String> backends);

  /** Whether the answers tell which route and endpoint they come from. */
  boolean knowsEndpoints();
}
