/// Search and sorting for long tables; a page works without it.
///
/// A browser runs this script and no other: the page's policy names its hash, so that nothing a file brings can become
/// active even if it were not escaped.
enum PageScript {
    /// SHA-256 of ``text``, as the policy wants it.
    static let hash = "w+h0OjcHz7McWz5uffBVOaqwUSVrcB6PLaXtrJFnzFA="

    static let text = #"""
        (function(){"use strict";
        document.querySelectorAll("[data-alive]").forEach(function(p){
        p.hidden=Date.now()-Date.parse(p.getAttribute("data-alive"))<72e5;});
        function key(cell){if(!cell)return"";var t=cell.textContent.trim();var d=t.match(/^(\d\d)\.(\d\d)\.(\d{4})(.*)$/);
        if(d)return d[3]+d[2]+d[1]+d[4];var n=t.replace(/[\s\u00a0]/g,"").replace("\u2212","-").replace(",",".");
        return n!==""&&!isNaN(n)?Number(n):t.toLowerCase();}
        document.querySelectorAll(".wide table").forEach(function(table){var body=table.tBodies[0];if(!body)return;
        var groups=[],tail=[];Array.prototype.forEach.call(body.rows,function(row){
        if(row.className==="card"&&groups.length){groups[groups.length-1].rows.push(row);}
        else if(row.className==="total"){tail.push(row);}
        else{groups.push({rows:[row],text:"",fits:true});}});
        if(groups.length<12)return;
        groups.forEach(function(g){g.text=g.rows.map(function(r){return r.textContent;}).join(" ").toLowerCase();});
        var box=document.createElement("input");box.type="search";box.placeholder=document.documentElement.lang==="ru"?"\u041d\u0430\u0439\u0442\u0438\u2026":"Find\u2026";
        box.setAttribute("aria-label",box.placeholder);table.parentNode.parentNode.insertBefore(box,table.parentNode);
        var due=0;box.addEventListener("input",function(){clearTimeout(due);due=setTimeout(find,60);});
        function find(){var words=box.value.toLowerCase().split(/\s+/);
        groups.forEach(function(g){var fits=words.every(function(w){return g.text.indexOf(w)>=0;});
        if(fits!==g.fits){g.fits=fits;g.rows.forEach(function(r){r.hidden=!fits;});}});}
        Array.prototype.forEach.call(table.tHead.rows[0].cells,function(head,column){head.style.cursor="pointer";
        head.addEventListener("click",function(){var down=head.getAttribute("aria-sort")==="ascending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells,function(h){h.removeAttribute("aria-sort");});
        head.setAttribute("aria-sort",down?"descending":"ascending");
        groups.sort(function(a,b){var x=key(a.rows[0].cells[column]),y=key(b.rows[0].cells[column]);
        if(typeof x!==typeof y){x=String(x);y=String(y);}
        var order=typeof x==="number"?x-y:x.localeCompare(y);return down?-order:order;});
        var list=document.createDocumentFragment();groups.forEach(function(g){g.rows.forEach(function(r){list.appendChild(r);});});
        tail.forEach(function(r){list.appendChild(r);});body.appendChild(list);});});});
        })();
        """#
}
