import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./styles/ground.css";
import "./styles/frame.css";
import "./styles/shell.css";
import "./styles/board.css";
import "./styles/list.css";
import "./styles/sheet.css";
import "./styles/work.css";
import "./styles/calendar.css";
import "./styles/print.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<App />);
