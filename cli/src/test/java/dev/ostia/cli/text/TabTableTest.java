package dev.ostia.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rules of Go's text/tabwriter. */
class TabTableTest {

  @Test
  void theLastCellIsNotPadded() {
    assertThat(new TabTable(2).row("a", "bb", "c").row("aaa", "b", "").toString())
        .isEqualTo("a    bb  c\naaa  b   \n");
  }

  @Test
  void aLineWithoutTheColumnEndsItsBlock() {
    assertThat(new TabTable(1).row("long cell", "x").row("alone").row("s", "y").toString())
        .isEqualTo("long cell x\nalone\ns y\n");
  }

  @Test
  void widthsCountCharactersNotBytes() {
    assertThat(new TabTable(1).row("äö", "x").row("abc", "y").toString())
        .isEqualTo("äö  x\nabc y\n");
  }

  @Test
  void anEmptyTableIsEmpty() {
    assertThat(new TabTable(5).toString()).isEmpty();
  }
}
