import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Spoken } from "./language.tsx";
import "./styles/ground.css";
import "./styles/frame.css";
import "./styles/board.css";
import "./styles/list.css";
import "./styles/sheet.css";
import "./styles/print.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Spoken>
      <App />
    </Spoken>
  </StrictMode>,
);
