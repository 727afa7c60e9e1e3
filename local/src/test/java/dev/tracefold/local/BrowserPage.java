package dev.tracefold.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A page of an origin of its own, open in a headless Chromium, whose script sends what {@code
 * browser.js} says. A test that opens one is skipped where there is no Chromium.
 */
final class BrowserPage implements AutoCloseable {

  private final HttpServer pages;
  private final Process browser;

  private BrowserPage(HttpServer pages, Process browser) {
    this.pages = pages;
    this.browser = browser;
  }

  /**
   * Opens the page.
   *
   * @param folder an empty one, for the script and the browser's profile
   */
  static BrowserPage open(Path folder, String dsn) throws IOException, InterruptedException {
    Path program = InstalledSdks.program("chromium", "chromium-browser", "google-chrome");
    InstalledSdks.installed("@sentry/browser");
    Path script = folder.resolve("bundle.js");
    InstalledSdks.run(
        Map.of(),
        List.of(
            InstalledSdks.installed(".bin/esbuild").toString(),
            "browser.js",
            "--bundle",
            "--outfile=" + script));
    HttpServer pages = pages("<script>" + Files.readString(script) + "</script>");
    String address =
        "http://127.0.0.1:%d/cart?dsn=%s"
            .formatted(
                pages.getAddress().getPort(), URLEncoder.encode(dsn, StandardCharsets.UTF_8));
    try {
      Process browser =
          InstalledSdks.start(
              Map.of(),
              List.of(
                  program.toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "--remote-debugging-port=0",
                  address),
              folder.resolve("browser.txt"));
      return new BrowserPage(pages, browser);
    } catch (IOException e) {
      pages.stop(0);
      throw e;
    }
  }

  private static HttpServer pages(String page) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Whether the browser still runs. */
  boolean isOpen() {
    return browser.isAlive();
  }

  @Override
  public void close() {
    InstalledSdks.stop(browser);
    browser.onExit().join();
    pages.stop(0);
  }
}
