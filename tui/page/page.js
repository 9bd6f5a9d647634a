// Starts the terminal once its fonts are there: it draws each letter once, and would keep one of another font.
const start = window.onload;
window.onload = async (event) => {
  document.getElementById("again").onclick = () => window.location.reload();
  const socket = new URL("ws", window.location.href);
  socket.protocol = socket.protocol.replace("http", "ws");
  socket.search = "";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = socket.href;
  await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 16px "Roboto Mono"`, "نA")));
  start(event);
  document.querySelector(".xterm-helper-textarea").focus();
};
