// Shows what Plenum pushes to this browser, and opens its page. The server encrypts; the browser decrypts.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    // A push without words of ours still has to show something: browsers end silent subscriptions.
  }
  event.waitUntil(
    self.registration.showNotification(told.title ?? "Plenum", {
      body: told.sentence ?? "",
      tag: told.id,
      icon: "/plenum.svg",
      lang: "vi",
      data: { link: told.link ?? "/" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data?.link ?? "/", self.location.origin);
  const url = wanted.origin === self.location.origin ? wanted.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((windows) => {
      const open = windows.find((one) => one.url === url);
      return open ? open.focus() : self.clients.openWindow(url);
    }),
  );
});
