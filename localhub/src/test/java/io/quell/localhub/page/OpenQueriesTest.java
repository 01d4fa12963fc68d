package io.quell.localhub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenQueriesTest {
  @Test
  void lettingGoOfLargeQueriesEndsTheOldest() {
    OpenQueries queries =
        new OpenQueries(Duration.ofHours(1), InstantSource.fixed(Instant.EPOCH), 5);
    List<String> tokens = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      tokens.add(keep(queries, 3));
    }
    assertThatThrownBy(() -> queries.find(request(tokens.get(0)))).hasMessageContaining("expired");
    assertThatThrownBy(() -> queries.find(request(tokens.get(1)))).hasMessageContaining("expired");
    assertThat(queries.find(request(tokens.get(2)))).isPresent();
    String large = keep(queries, 50); // alone it may be as large as it is
    assertThat(queries.find(request(large))).isPresent();
    assertThatThrownBy(() -> queries.find(request(tokens.get(2)))).hasMessageContaining("expired");
  }

  private static String keep(OpenQueries queries, int size) {
    OpenQueries.QueryPlace begin = queries.begin(query(size));
    return queries.keep(request(""), new OpenQueries.QueryPlace(begin.number(), begin.query(), 1));
  }

  private static OpenQuery query(int size) {
    var store =
        new FindingStore<String>(
            finding -> finding.path("Id").asText(), (_, _, _, _, _) -> {}, Duration.ZERO);
    for (int at = 0; at < size; at++) {
      store.seed(Findings.finding("f" + at), Set.of());
    }
    return new OpenQuery(
        store, _ -> true, Comparator.comparingLong(StoredFinding::arrival), Instant.EPOCH);
  }

  private static PageRequest request(String token) {
    ObjectNode body = JsonText.object();
    if (!token.isEmpty()) {
      body.put("NextToken", token);
    }
    return PageRequest.read(body, List.of("NextToken"));
  }
}
