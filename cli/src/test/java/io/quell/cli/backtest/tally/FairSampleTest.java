package io.quell.cli.backtest.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FairSampleTest {
  private static List<String> kept(int most, int many, int few) {
    var sample = new FairSample<String>(most);
    IntStream.range(0, many).forEach(at -> sample.add("many", () -> "many " + at));
    IntStream.range(0, few).forEach(at -> sample.add("few", () -> "few " + at));
    assertThat(sample.seen()).isEqualTo(many + few);
    return sample.kept();
  }

  @Test
  void keepsAllWhileThereIsRoom() {
    assertThat(kept(10, 3, 2)).containsExactly("many 0", "few 0", "many 1", "few 1", "many 2");
  }

  @Test
  void keepsTheRareBesideTheFrequent() {
    assertThat(kept(100, 100_000, 3)).hasSize(100).contains("few 0", "few 1", "few 2");
    assertThat(kept(100, 100_000, 100_000).stream().filter(each -> each.startsWith("few")))
        .hasSize(50);
  }

  @Test
  void isTheSameEachTime() {
    assertThat(kept(100, 10_000, 100)).isEqualTo(kept(100, 10_000, 100));
  }

  @Test
  void prefersNoPlaceInTheStream() {
    double mean =
        kept(1_000, 100_000, 0).stream()
            .mapToInt(each -> Integer.parseInt(each.substring("many ".length())))
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(47_000.0, 53_000.0);
  }

  @Test
  void bearsMoreKindsThanItHasRoom() {
    var sample = new FairSample<Integer>(10);
    IntStream.range(0, 1_000).forEach(at -> sample.add("kind " + at, () -> at));
    assertThat(sample.kept()).hasSize(10);
    assertThat(sample.seen()).isEqualTo(1_000);
  }

  @Test
  void makesOnlyWhatItKeeps() {
    var made = new AtomicInteger();
    var sample = new FairSample<Integer>(10);
    IntStream.range(0, 100_000).forEach(_ -> sample.add("one", made::incrementAndGet));
    assertThat(made.get()).isLessThan(200);
  }

  @Test
  void groupsShareACountBeyondTheirRoom() {
    var groups = new Groups<AtomicLong>(2, AtomicLong::new);
    List.of("a", "b", "b", "c", "d", "a").forEach(name -> groups.of(name).incrementAndGet());
    assertThat(groups.largest(AtomicLong::get))
        .extracting(Groups.CountedGroup::name)
        .containsExactly("a", "b");
    assertThat(groups.others().get()).isEqualTo(2);
    assertThat(groups.ofOthers()).isEqualTo(2);
  }
}
