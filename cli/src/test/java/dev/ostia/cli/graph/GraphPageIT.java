package dev.ostia.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ostia.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser; skipped, and reported so, where no Chromium is installed. */
class GraphPageIT {

  /** The ids of the boxes that are not faint. */
  private static final String SHOWN =
      "[...document.querySelectorAll('svg.some .box.on')].map(b => b.id).sort().join(' ')";

  // The browser may still write while it ends.
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> chromium = Browser.executable();
    assumeTrue(chromium.isPresent(), "no Chromium is installed: the page is not tried");
    Path config = Files.createDirectory(folder.resolve("config"));
    Shop.write(config);
    Files.writeString(
        folder.resolve("page.html"), Cli.run("graph", "-f", config, "-o", "html").out());
    browser = Browser.start(chromium.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    browser.open(folder.resolve("page.html"));
  }

  @Test
  void thePageLoadsNothingElseAndHasNoFault() throws Exception {
    assertThat(browser.evaluate("document.querySelectorAll('svg .box').length")).isEqualTo("15");
    assertThat(browser.requests()).allMatch(url -> url.endsWith("/page.html"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void searchShowsWhatHasTheText() throws Exception {
    browser.type("#search", "RATINGS");
    assertThat(browser.evaluate(SHOWN)).isEqualTo("service4");
    assertThat(browser.evaluate("document.getElementById('found').textContent"))
        .isEqualTo("1 found");
    browser.type("#search", "nothing like it");
    assertThat(browser.evaluate("document.getElementById('found').textContent"))
        .isEqualTo("0 found");
  }

  @Test
  void aClickOnAHostFollowsItsRequests() throws Exception {
    browser.click("#host1");
    assertThat(browser.evaluate(SHOWN))
        .isEqualTo(
            "endpoint1 endpoint2 host1 port1 route1 route2 route3 route4 service1 service2 service3"
                + " service4");
    assertThat(browser.evaluate("document.querySelector('#details h2').textContent"))
        .isEqualTo("shop.example.com");
    browser.click("#route3");
    assertThat(browser.evaluate(SHOWN)).isEqualTo("host1 port1 route3 service3");
    assertThat(browser.evaluate("document.querySelector('#details .problem-text').textContent"))
        .contains("IST0101 no Service or ServiceEntry has the host nowhere");
  }

  @Test
  void theBoxTellsWhereARequestGoes() throws Exception {
    browser.type("#url", "http://shop.example.com/api/orders");
    browser.type("#headers", "end-user: jason");
    browser.click("#explain button");
    assertThat(browser.evaluate("document.querySelector('#answer .yes').textContent"))
        .startsWith("/api/*; header end-user=jason takes it: VirtualService default/shop");
    assertThat(browser.evaluate(SHOWN)).isEqualTo("endpoint1 host1 port1 route1 service1 service2");
    browser.type("#headers", "end-user: mary");
    browser.click("#explain button");
    assertThat(browser.evaluate("document.querySelector('#answer .no').textContent"))
        .isEqualTo("/api/*; header end-user=jason: header end-user is mary");
    assertThat(browser.evaluate(SHOWN)).isEqualTo("endpoint2 host1 port1 route4 service4");
  }

  @Test
  void aHighPictureShowsAloneWhatWasChosen() throws Exception {
    String shown =
        "[...document.querySelectorAll('.box')].filter(b => b.getBoundingClientRect().height)"
            + ".length";
    browser.evaluate("document.querySelector('main').style.maxHeight = '200px'");
    browser.click("#route4");
    assertThat(browser.evaluate(shown)).isEqualTo("5");
    assertThat(
            browser.evaluate(
                "new Set([...document.querySelectorAll('.box.on rect')].map(r =>"
                    + " Math.round(r.getBoundingClientRect().top))).size"))
        .isEqualTo("1");
    browser.click("svg .title");
    assertThat(browser.evaluate(shown)).isEqualTo("15");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theBoxTellsWhyThereIsNoAnswer() throws Exception {
    String bad = "document.querySelector('#answer .bad').textContent";
    browser.type("#url", "http://shop.example.com:81/");
    browser.click("#explain button");
    assertThat(browser.evaluate(bad))
        .isEqualTo("Nothing with a route listens on port 81; ports that do: 80, 9000");
    browser.type("#url", "http://other.example.org/");
    browser.click("#explain button");
    assertThat(browser.evaluate(bad))
        .isEqualTo("404: no host of this port covers other.example.org");
  }
}
