package dev.tracefold.local.issue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.IssueSeries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.query.UserCount;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.userreport.UserReport;
import dev.tracefold.userreport.UserReportStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueLinesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @Test
  void anIssueIsAScreenOfText() throws Exception {
    String text =
        String.join(
            "\n",
            IssueLines.of(
                view(
                    new UserCount(2, 0),
                    """
                    {"exception":{"values":[
                      {"type":"IOException","value":"refused","stacktrace":{"frames":[
                        {"module":"app.Main","function":"main","filename":"Main.java","lineno":3,"in_app":true},
                        {"module":"java.net.Socket","function":"connect","filename":"Socket.java"}]}},
                      {"type":"OrderRejected","value":"no stock"}]}}
                    """),
                NOW));
    assertThat(text)
        .isEqualTo(
            """
            DEMO-1  OrderRejected: no stock
            in app.Main in main

            Issue       4096 of project demo
            Status      unresolved
            Level       error
            Seen        5 times by 2 users
            First seen  2026-11-23 12:34:56 UTC in app@1.0
            Last seen   2026-11-24 12:34:56 UTC
            Hashes      0123456789abcdef0123456789abcdef

            Last 3 days   ·▂█  at most 4 a day
            Last 24 hours  ·······················█  at most 4 an hour

            Tags of its latest 1 events
              os.name              Linux 100 %

            Environments
              production since 2026-11-24 12:34:56

            Releases
              app@1.0 in production from 2026-11-24 12:34:56 to 2026-11-24 12:34:56

            Activity
              2026-11-24 12:34:56  regressed {"version":"app@1.0"}

            What users wrote
              2026-11-24 12:34:56  Ann ann@example.com: it\uFFFD broke

            Latest event 00000000000000000000000000000001, 2026-11-24 12:34:56 UTC
              OrderRejected: no stock
              Caused by: IOException: refused
                  at java.net.Socket.connect (Socket.java)
                * at app.Main.main (Main.java:3)\
            """);
  }

  @Test
  void anEstimateSaysItsErrorAndAnExpiredPayloadThatItIsGone() throws Exception {
    assertThat(IssueLines.of(view(new UserCount(9000, 0.0156), null), NOW))
        .contains("Seen        5 times by about 9000 users (standard error 1.6 %)")
        .contains("  Its payload has expired.");
  }

  @Test
  void whatAnEventSaysNeverSteersTheTerminal() throws Exception {
    ObjectNode event =
        (ObjectNode)
            new ObjectMapper()
                .readTree("{\"logentry\":{\"formatted\":\"\\u001b[2Jone\\ntwo\\u202e\"}}");
    assertThat(EventLines.of(event)).containsExactly("\uFFFD[2Jone", "two");
  }

  @Test
  void aDeepRecursionIsCutAndSaysByHowMuch() throws Exception {
    String frame = "{\"function\":\"again\"},";
    ObjectNode event =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    "{\"exception\":{\"values\":[{\"type\":\"E\",\"stacktrace\":{\"frames\":["
                        + frame.repeat(99)
                        + "{\"function\":\"last\"}]}}]}}");
    assertThat(EventLines.of(event))
        .hasSize(52)
        .startsWith("E", "    at last", "    at again")
        .endsWith("    ... 50 more");
  }

  private static IssueView view(UserCount users, @Nullable String payload) throws Exception {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    Issue issue =
        new Issue(
            new IssueId(4096),
            1,
            1,
            "creator",
            "java",
            "",
            "app@1.0",
            new IssueFace(40, "OrderRejected: no stock", "app.Main in main", "", data),
            NOW.minusSeconds(86_400),
            NOW,
            NOW,
            IssueStatus.UNRESOLVED,
            0,
            null,
            null,
            null,
            null);
    var list =
        EventList.of(
            List.of(
                new EventList.Entry(
                    "00000000000000000000000000000001", NOW, new PayloadPosition("s", 0, 1))),
            List.of(Map.of("os.name", "Linux")));
    return new IssueView(
        "DEMO-1",
        "demo",
        new IssueSummary(issue, List.of(new Hash("0123456789abcdef0123456789abcdef")), 5),
        new IssueSeries(
            new TreeMap<>(Map.of(TODAY.minusDays(2), 0L, TODAY.minusDays(1), 1L, TODAY, 4L)),
            new TreeMap<>(Map.of(Instant.parse("2026-11-24T12:00:00Z"), 4L))),
        users,
        List.of(new SeenEnvironment("production", NOW)),
        List.of(new SeenRelease("app@1.0", "production", NOW, NOW)),
        List.of(new Activity(NOW, 6, data.deepCopy().put("version", "app@1.0"))),
        RecentEvents.of(List.of(list), false),
        List.of(
            new UserReportStore.Kept(
                new UserReport(
                    "00000000000000000000000000000001", "Ann", "ann@example.com", "it\u001b broke"),
                NOW)),
        payload == null ? null : (ObjectNode) new ObjectMapper().readTree(payload));
  }
}
