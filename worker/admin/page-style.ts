/** The style of the admin page: colours, steps and measures of the extension's views. */
export const pageStyle = `
:root{color-scheme:light dark;
--canvas:light-dark(#f2f5f5,#0d1314);--surface:light-dark(#fff,#151d1f);--sunken:light-dark(#ecf0f1,#101718);--hover:light-dark(#e9eeef,#243033);
--text:light-dark(#132022,#e9f0f0);--text-2:light-dark(#45565a,#b6c4c6);--text-3:light-dark(#5a6b6f,#98a8ab);--line:light-dark(#dae2e3,#2b383b);
--line-strong:light-dark(#77888c,#72858a);--focus:light-dark(#0b5c66,#7fd3d8);--primary:light-dark(#0b5c66,#72cad0);--primary-hover:light-dark(#084a53,#93dade);
--on-primary:light-dark(#fff,#04272b);--ready:light-dark(#0a6a63,#62cbbe);--ready-tint:light-dark(#e0f2ef,#0f322f);--ringing:light-dark(#2149b8,#9db8ff);--call:light-dark(#0f6b34,#74d392);
--held:light-dark(#7c4a00,#f3c066);--held-solid:#f0ac2e;--problem:light-dark(#a81f18,#ffa198);--problem-tint:light-dark(#fdebe9,#43191a);--problem-line:light-dark(#f0b4ae,#8a3833);
--problem-solid:light-dark(#c3271f,#d0362e);--problem-hover:light-dark(#a31d16,#b92c25);--off:light-dark(#4c5b60,#afbdc0);--off-tint:light-dark(#e9eeef,#222d30);
--face:system-ui,-apple-system,'Segoe UI Variable Text','Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif;
--small:400 .75rem/1rem var(--face);--body:400 .8125rem/1.25rem var(--face);--label:500 .875rem/1.25rem var(--face);--title:600 1rem/1.375rem var(--face);--display:600 1.625rem/2.125rem var(--face)}
:root:lang(ar){--face:'SF Arabic','Segoe UI','Noto Sans Arabic UI','Noto Sans Arabic',system-ui,'Geeza Pro',Tahoma,sans-serif;
--small:400 .8125rem/1.125rem var(--face);--body:400 .875rem/1.375rem var(--face);--label:500 .9375rem/1.375rem var(--face);--title:600 1.0625rem/1.625rem var(--face);--display:600 1.6875rem/2.5rem var(--face)}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:var(--body);overflow-wrap:break-word}
h1,h2,h3,p,ul,dl,dd{margin:0;padding:0}
ul{list-style:none}
button,input{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.num{direction:ltr;unicode-bidi:isolate;font-variant-numeric:tabular-nums;white-space:nowrap}
.icon{flex:none}
.muted{color:var(--text-2)}
header{display:flex;align-items:center;gap:12px 20px;flex-wrap:wrap;min-block-size:56px;padding:8px 24px;background:var(--surface);border-block-end:1px solid var(--line)}
header h1{font:var(--title);display:flex;align-items:center;gap:12px;margin-inline-end:auto}
.mark-ground{fill:var(--primary)}.mark-line{stroke:var(--on-primary)}
a,.link{color:var(--primary);background:none;border:0;padding:4px 0;cursor:pointer;text-decoration:underline;text-underline-offset:3px;font:var(--label)}
.chip{padding:2px 10px;border-radius:11px;background:var(--off-tint);color:var(--off);font:var(--small)}
.tag{display:inline-block;min-inline-size:24px;padding-inline:4px;border:1px solid var(--line-strong);border-radius:4px;color:var(--text-2);font:var(--small);font-weight:600;text-align:center;margin-inline-start:4px;text-decoration:none}
main{display:grid;grid-template-columns:minmax(0,1fr) 384px;gap:16px;align-items:start;padding:20px 24px;max-inline-size:1400px;margin-inline:auto}
.column{display:grid;grid-template-columns:minmax(0,1fr);gap:16px;min-inline-size:0}
.figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:12px}
.panel,.figure{background:var(--surface);border:1px solid var(--line);border-radius:12px}
.figure{padding:12px 16px}
.figure h2{font:var(--body);color:var(--text-2);display:flex;gap:8px;align-items:center}
.figure p{display:flex;flex-wrap:wrap;gap:0 8px;align-items:baseline}
.figure b{font:var(--display)}
.panel{padding:16px 20px;min-inline-size:0}
.stack>*{min-inline-size:0}
.panel>h2,.panel-head h2{font:var(--title);display:flex;gap:10px;align-items:center}
.panel-head{display:flex;flex-wrap:wrap;gap:8px;align-items:center;justify-content:space-between;min-block-size:36px}
.scroll{overflow-x:auto;margin-inline:-20px}
table{inline-size:100%;border-collapse:collapse}
th{font:var(--small);font-weight:500;color:var(--text-2);text-align:start}
th,td{padding:6px 8px;block-size:42px;border-block-end:1px solid var(--line)}
th{block-size:36px}
tr:last-child td{border-block-end:0}
th:first-child,td:first-child{padding-inline-start:20px}
th:last-child,td:last-child{padding-inline-end:20px}
[dir=rtl] td.num{text-align:right}
td.end{text-align:end;inline-size:48px}
.state,.pair{vertical-align:middle}.panel:has(>.scroll:last-child){padding-block-end:0}
.state{display:inline-flex;gap:8px;align-items:center;font-weight:600}
.state small{font:var(--small);color:var(--text-2)}
.is-ready{color:var(--ready)}.is-call{color:var(--call)}.is-ringing{color:var(--ringing)}.is-problem{color:var(--problem)}.is-off{color:var(--off)}
.pair{display:inline-flex;gap:8px;align-items:center;color:var(--text-2)}
.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-block-size:36px;padding:6px 14px;border:1px solid var(--line-strong);border-radius:8px;background:transparent;color:var(--text);font:var(--label);cursor:pointer}
.button:hover{background:var(--hover)}
.button.primary,.button.end{border-color:transparent;font-weight:600}
.button.primary{background:var(--primary);color:var(--on-primary)}.button.primary:hover{background:var(--primary-hover)}
.button.end{background:var(--problem-solid);color:#fff}.button.end:hover{background:var(--problem-hover)}
.field{inline-size:100%;min-block-size:36px;padding:6px 12px;border:1px solid var(--line-strong);border-radius:8px;background:var(--surface);font:var(--label);font-weight:400}
.field:focus-visible{outline-offset:-2px}
form.stack,.stack{display:grid;gap:8px}
label{display:grid;gap:4px;font:var(--small);color:var(--text-2)}
details>summary{cursor:pointer;list-style:none}
details>summary::-webkit-details-marker{display:none}
.edit[open]{flex-basis:100%}.edit>.stack{margin-block-start:12px}
.menu{position:relative}
.menu>summary:not(.button){display:inline-grid;place-items:center;inline-size:32px;block-size:32px;border-radius:8px}
.menu>summary:not(.button):hover{background:var(--hover)}
.menu>div{position:absolute;z-index:1;inset-inline-end:0;inline-size:260px;padding:12px;display:grid;gap:8px;background:var(--surface);border:1px solid var(--line-strong);border-radius:12px;box-shadow:0 14px 32px rgb(0 0 0/24%);text-align:start}
.menu .button,.wide{inline-size:100%}
.scroll:has(.menu[open]){overflow:visible}
.block{padding:12px 16px;border:1px solid var(--line);border-radius:12px;display:grid;gap:8px;justify-items:start}
.block h3{font:var(--title);display:flex;gap:10px;align-items:center}
.block.problem{background:var(--problem-tint);border-color:var(--problem-line)}
.block.problem h3{color:var(--problem)}
.block.done{background:var(--ready-tint);border-color:var(--ready)}
.block.done h3{color:var(--ready)}
.rows>*{display:flex;gap:10px;align-items:center;justify-content:space-between;min-block-size:36px;padding-block:6px;border-block-start:1px solid var(--line)}
.rows>*:first-child{border-block-start:0}
.rows .icon{color:var(--ready)}
.rows span{overflow-wrap:anywhere}
.rows span:first-of-type{margin-inline-end:auto}
.rows .muted{text-align:end}
#waiting:empty{display:none}
.bar{inline-size:100%;block-size:6px;accent-color:var(--primary);appearance:none;border:0;border-radius:3px;overflow:hidden;background:var(--sunken)}
.bar::-webkit-progress-bar{background:var(--sunken)}.bar::-webkit-progress-value{background:var(--primary)}
.bar.near::-webkit-progress-value{background:var(--held-solid)}
.near-text{color:var(--held);font-weight:600}
.secret{display:block;inline-size:100%;padding:8px 12px;border-radius:8px;background:var(--sunken);font:var(--label);direction:ltr;text-align:start;overflow-wrap:anywhere;user-select:all}
.qr{inline-size:200px;block-size:200px;background:#fff;border-radius:8px;padding:8px}
.qr svg{display:block;inline-size:100%;block-size:100%}
.sign-in{display:grid;place-content:center;grid-template-columns:minmax(0,400px);padding:48px 24px}
@media (max-width:1000px){main{grid-template-columns:minmax(0,1fr)}.figures{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (forced-colors:active){.button{border:1px solid ButtonText}}
`;
