package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.admin.AdminPage.Reply;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /debug/logging}: a GET shows the levels, a POST with {@code LOGGER=LEVEL} changes them.
 */
final class LogPage implements AdminPage {

  private volatile @Nullable LogLevels levels;

  /** The levels that are shown and changed from now on. */
  void show(LogLevels newLevels) {
    levels = newLevels;
  }

  @Override
  public Reply get(Map<String, String> query) {
    LogLevels now = levels;
    if (now == null) {
      return Reply.text(404, "the levels of this process cannot be changed\n");
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(now.levels())
        .forEach((name, level) -> text.append(name).append(": ").append(level).append('\n'));
    return Reply.text(200, text.toString());
  }

  @Override
  public Reply post(Map<String, String> query) {
    LogLevels now = levels;
    if (now != null) {
      try {
        query.forEach(now::set);
      } catch (IllegalArgumentException e) {
        return Reply.text(400, e.getMessage() + "\n");
      }
    }
    return get(Map.of());
  }
}
